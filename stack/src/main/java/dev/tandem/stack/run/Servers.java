package dev.tandem.stack.run;

import dev.tandem.stack.PinnedParts;
import dev.tandem.stack.server.LiveKitServer;
import dev.tandem.stack.server.LocalServer;
import dev.tandem.stack.server.PostgresServer;
import dev.tandem.stack.server.TemporalServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The three servers of a stack. */
record Servers(PostgresServer postgres, TemporalServer temporal, LiveKitServer liveKit) {
    /**
     * Reserves the servers' ports, and starts nothing.
     *
     * @param webhooks the address to which the LiveKit server sends webhooks
     */
    static Servers build(PinnedParts parts, StackPorts ports, Path folder, URI webhooks) {
        return new Servers(
                PostgresServer.builder()
                        .port(ports.database())
                        .folder(folder.resolve("postgres"))
                        .build(),
                TemporalServer.builder()
                        .executable(parts.temporal())
                        .port(ports.temporal())
                        .uiPort(ports.temporalUi())
                        .folder(folder.resolve("temporal"))
                        .build(),
                LiveKitServer.builder()
                        .executable(parts.liveKitServer())
                        .port(ports.liveKit())
                        .mediaPort(ports.liveKitMedia())
                        .webhook(webhooks)
                        .folder(folder.resolve("livekit"))
                        .build());
    }

    void start() {
        ParallelSteps.atOnce(
                all().stream().map(server -> (Runnable) server::start).toList());
    }

    void close() {
        ParallelSteps.atOnce(
                all().stream().map(server -> (Runnable) server::close).toList());
    }

    List<LocalServer> all() {
        return List.of(postgres, temporal, liveKit);
    }
}
