package dev.tandem.stack.server;

import dev.tandem.stack.PinnedParts;
import dev.tandem.stack.StackFolder;
import dev.tandem.stack.process.ChildProcess;
import dev.tandem.stack.process.Port;
import dev.tandem.stack.process.Program;
import dev.tandem.stack.process.Readiness;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A LiveKit server whose rooms can be joined from this machine only. */
public final class LiveKitServer extends ChildServer {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path executable;
    private final LiveKitConfiguration configuration;

    private LiveKitServer(Builder builder) {
        super(StackFolder.of(builder.folder, "livekit"), "livekit.log");
        executable = builder.executable == null ? PinnedParts.find().liveKitServer() : builder.executable;
        configuration = new LiveKitConfiguration(
                builder.signalling.reserve(),
                builder.udp.reserve(),
                Port.free("nobody").reserve(),
                builder.credentials,
                Optional.ofNullable(builder.webhook));
    }

    /** Returns a builder. By default the server has free ports, new credentials and a temporary folder. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "LiveKit server";
    }

    /** Returns the address for clients: {@code ws://host:port}. */
    public URI url() {
        return URI.create("ws://127.0.0.1:" + configuration.signalling().number());
    }

    public LiveKitCredentials credentials() {
        return configuration.credentials();
    }

    @Override
    public void start() {
        configuration.ports().forEach(Port::reserve);
        Path file = folder.file("livekit.json");
        configuration.write(file);
        ChildProcess process = started(ChildProcess.start(new Program(
                name(),
                List.of(executable.toString(), "--config", file.toString()),
                Map.of(),
                List.of("LIVEKIT_"),
                log())));
        URI root = URI.create("http://127.0.0.1:" + configuration.signalling().number() + "/");
        Readiness.await(process, LIMIT, () -> Readiness.answers(root, "OK"::equals));
    }

    /** Chooses the settings of a server. */
    public static final class Builder {
        private Port signalling = Port.free("LiveKit signalling");
        private Port udp = Port.free("LiveKit media");
        private LiveKitCredentials credentials = LiveKitCredentials.random();
        private @Nullable URI webhook;
        private @Nullable Path folder;
        private @Nullable Path executable;

        private Builder() {}

        /** Sets the port for clients: WebSocket and HTTP. */
        public Builder port(Port port) {
            signalling = port;
            return this;
        }

        /** Sets the UDP port for media. */
        public Builder mediaPort(Port port) {
            udp = port;
            return this;
        }

        /** Sets what clients sign their tokens with. */
        public Builder credentials(LiveKitCredentials known) {
            credentials = known;
            return this;
        }

        /** Where the server posts what happens in its rooms, signed with its credentials. */
        public Builder webhook(URI receiver) {
            webhook = receiver;
            return this;
        }

        /** Keeps the configuration and the log in this folder. */
        public Builder folder(Path kept) {
            folder = kept;
            return this;
        }

        /** Uses another {@code livekit-server} than the pinned part. */
        public Builder executable(Path liveKitServer) {
            executable = liveKitServer;
            return this;
        }

        /** @throws dev.tandem.stack.StackException when a chosen port is taken or the part is missing */
        public LiveKitServer build() {
            return new LiveKitServer(this);
        }
    }
}
