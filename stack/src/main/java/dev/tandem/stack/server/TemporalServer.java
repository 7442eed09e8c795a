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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs Temporal's development server with its UI. It stores in a file, so that it can be killed and started again. */
public final class TemporalServer extends ChildServer {
    /** The search attributes that Tandem sets on a call workflow, all of type Keyword. */
    public static final List<String> SEARCH_ATTRIBUTES = List.of(
            "TandemOrganization", "TandemWorkflow", "TandemVersion", "TandemChannel", "TandemAgent", "TandemStatus");

    private static final Duration LIMIT = Duration.ofSeconds(30);
    // Without it this server's timers fire up to a second late: a heartbeat timeout of 1 s after 2.3 to 3 s.
    private static final String PROMPT_TIMERS = "history.timerProcessorMaxTimeShift=\"20ms\"";

    /**
     * Turns on SQLite's write-ahead log. By default SQLite waits for the disk two or three times with every step of a
     * workflow; with this log it does not. A killed server loses nothing, but a machine that loses power may lose its
     * last steps (https://www.sqlite.org/wal.html).
     */
    private static final List<String> PRAGMAS = List.of("journal_mode=WAL", "synchronous=NORMAL");

    private final Path executable;
    private final Port frontend;
    private final Port ui;
    private final Port http;
    private final Port metrics;

    private TemporalServer(Builder builder) {
        super(StackFolder.of(builder.folder, "temporal"), "temporal.log");
        executable = builder.executable == null ? PinnedParts.find().temporal() : builder.executable;
        frontend = builder.frontend.reserve();
        ui = builder.ui.reserve();
        http = Port.free("Temporal HTTP").reserve();
        metrics = Port.free("Temporal metrics").reserve();
    }

    /** Returns a builder. By default the server has free ports and a temporary folder. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "Temporal server";
    }

    /** Returns the address for clients: {@code host:port} of the gRPC frontend. */
    public String target() {
        return "127.0.0.1:" + frontend.number();
    }

    public String namespace() {
        return "default";
    }

    /** Returns the address of the web UI. */
    public URI ui() {
        return URI.create("http://127.0.0.1:" + ui.number());
    }

    @Override
    public void start() {
        List.of(frontend, ui, http, metrics).forEach(Port::reserve);
        ChildProcess process =
                started(ChildProcess.start(new Program(name(), command(), Map.of(), List.of("TEMPORAL_"), log())));
        URI attributes = URI.create(
                "http://127.0.0.1:%d/cluster/namespaces/%s/search-attributes".formatted(http.number(), namespace()));
        Readiness.await(
                process,
                LIMIT,
                () -> Readiness.answers(
                        attributes, body -> SEARCH_ATTRIBUTES.stream().allMatch(body::contains)));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(executable.toString(), "server", "start-dev"));
        command.addAll(List.of("--ip", "127.0.0.1", "--port", "" + frontend.number()));
        command.addAll(List.of("--ui-ip", "127.0.0.1", "--ui-port", "" + ui.number(), "--ui-disable-news-fetch"));
        command.addAll(List.of("--http-port", "" + http.number(), "--metrics-port", "" + metrics.number()));
        command.addAll(List.of("--db-filename", folder.file("temporal.db").toString()));
        PRAGMAS.forEach(pragma -> command.addAll(List.of("--sqlite-pragma", pragma)));
        command.addAll(List.of("--dynamic-config-value", PROMPT_TIMERS, "--log-level", "warn"));
        SEARCH_ATTRIBUTES.forEach(name -> command.addAll(List.of("--search-attribute", name + "=Keyword")));
        return command;
    }

    /** Chooses the settings of a server. */
    public static final class Builder {
        private Port frontend = Port.free("Temporal server");
        private Port ui = Port.free("Temporal UI");
        private @Nullable Path folder;
        private @Nullable Path executable;

        private Builder() {}

        /** Sets the port for gRPC. */
        public Builder port(Port port) {
            frontend = port;
            return this;
        }

        public Builder uiPort(Port port) {
            ui = port;
            return this;
        }

        /** Keeps the database and the log in this folder. */
        public Builder folder(Path kept) {
            folder = kept;
            return this;
        }

        /** Uses another {@code temporal} than the pinned part. */
        public Builder executable(Path temporal) {
            executable = temporal;
            return this;
        }

        /** @throws dev.tandem.stack.StackException when a chosen port is taken or the part is missing */
        public TemporalServer build() {
            return new TemporalServer(this);
        }
    }
}
