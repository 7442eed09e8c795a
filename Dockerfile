# syntax=docker/dockerfile:1
# Images of Tandem, `--target api`, `--target worker` and `--target callers`, for Linux on x86-64 as the pinned parts are;
# and `--target cli`, the command for CI.

# The pinned parts: models and LiveKit's native client. Temporal and LiveKit's server have images of their own.
FROM python:3.14.7-slim-trixie AS parts
WORKDIR /tandem
COPY parts parts
COPY tools/go.sum tools/go.sum
ENV TANDEM_CACHE=/cache
ENV TANDEM_USE="temporal=/bin/true livekit-server=/bin/true"
RUN python3 parts/fetch.py \
 && mv "$(python3 parts/fetch.py --where)" /parts \
 && rm -r /parts/temporal /parts/livekit-server /parts/compose-spec

FROM node:24.19.0-bookworm-slim AS node

# The project's own build. The console is built by Node, which Maven calls.
FROM maven:3.9.16-eclipse-temurin-25-noble AS build
COPY --from=node /usr/local /opt/node
ENV PATH=/opt/node/bin:$PATH
WORKDIR /tandem
COPY --from=parts /parts /parts
ENV TANDEM_PARTS=/parts
COPY . .
RUN --mount=type=cache,target=/cache/maven --mount=type=cache,target=/cache/npm \
    npm_config_cache=/cache/npm mvn -B -Dmaven.repo.local=/cache/maven package -DskipTests -pl api,workers,callers,cli -am \
 && mkdir /jars \
 && cp api/target/tandem-api-*-app.jar /jars/api.jar \
 && cp workers/target/tandem-workers-*-app.jar /jars/worker.jar \
 && cp callers/target/tandem-callers-*-app.jar /jars/callers.jar \
 && mkdir /cli \
 && cp -r cli/target/tandem-cli.jar cli/target/lib /cli

FROM eclipse-temurin:25.0.4_7-jre-noble AS runtime
# A home, because native libraries of the embeddings are unpacked there.
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin tandem
WORKDIR /app
# Asked with bash's own /dev/tcp: this image has bash and no curl, and a probe in Java would start a JVM every 5 s.
COPY --chmod=755 deploy/health health
COPY LICENSE NOTICE ./
USER tandem

FROM runtime AS api
COPY --from=build /jars/api.jar api.jar
# Whatever publishes the port decides who reaches it. Management stays inside the container.
ENV TANDEM_API_ADDRESS=0.0.0.0
ENV TANDEM_MANAGEMENT_ADDRESS=127.0.0.1
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=120s CMD ["/app/health", "8080", "/livez"]
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "-jar", "api.jar"]

FROM runtime AS worker
COPY --from=parts /parts parts
COPY --from=build /jars/worker.jar worker.jar
ENV TANDEM_PARTS=/app/parts
ENV TANDEM_WORKER_MANAGEMENT_PORT=8081
# As docs/workers.md advises.
ENV MALLOC_ARENA_MAX=2
HEALTHCHECK --interval=10s --timeout=3s --start-period=180s CMD ["/app/health", "8081", "/livez"]
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "worker.jar"]

FROM runtime AS callers
COPY --from=parts /parts parts
COPY --from=build /jars/callers.jar callers.jar
ENV TANDEM_PARTS=/app/parts
ENV TANDEM_CALLERS_MANAGEMENT_PORT=8082
ENV MALLOC_ARENA_MAX=2
HEALTHCHECK --interval=10s --timeout=3s --start-period=120s CMD ["/app/health", "8082", "/livez"]
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-jar", "callers.jar"]

# The command `tandem` for CI (docs/ci.md). git says what a file was before.
FROM eclipse-temurin:25.0.4_7-jre-noble AS cli
RUN apt-get update \
 && apt-get install --yes --no-install-recommends git \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /cli /opt/tandem
COPY --chmod=755 tools/tandem /usr/local/bin/tandem
ENV TANDEM_CLI_HOME=/opt/tandem
# Writes the class-data archive.
RUN tandem --help
ENTRYPOINT ["tandem"]
