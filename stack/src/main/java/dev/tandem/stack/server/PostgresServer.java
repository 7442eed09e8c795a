package dev.tandem.stack.server;

import dev.tandem.stack.StackException;
import dev.tandem.stack.StackFolder;
import dev.tandem.stack.process.Daemon;
import dev.tandem.stack.process.LogTail;
import dev.tandem.stack.process.Port;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs PostgreSQL 18. Every connection needs a password, so that other users of the machine have no access. */
public final class PostgresServer implements LocalServer {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final StackFolder folder;
    private final Port port;
    private final PostgresRoles roles = PostgresRoles.random();
    private final AtomicInteger databases = new AtomicInteger();
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable Daemon postmaster;

    private PostgresServer(Builder builder) {
        port = builder.port.reserve();
        folder = StackFolder.of(builder.folder, "postgres");
        if (Files.exists(data())) {
            throw new StackException("%s has a database already. Choose an empty folder.".formatted(folder.path()));
        }
    }

    /** Returns a builder. By default the server has a free port and a temporary folder. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "PostgreSQL server";
    }

    @Override
    public void start() {
        port.reserve();
        boolean first = !Files.exists(data());
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setDataDirectory(data())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPort(port.number())
                    .setPGStartupWait(LIMIT)
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    // Committed data outlives a killed server. It need not outlive a power cut.
                    .setServerConfig("synchronous_commit", "on")
                    .setConnectConfig("password", roles.superuserPassword())
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            postgres = started;
            postmaster = Daemon.guard(postmasterPid()).orElseThrow(() -> failure("ended as soon as it was up", null));
            if (first) {
                roles.install(started.getPostgresDatabase(), data());
            }
        } catch (IOException | IllegalStateException e) {
            throw failure("did not come up within %d s: %s".formatted(LIMIT.toSeconds(), e.getMessage()), e);
        }
    }

    /** Makes a new, empty database for a test. */
    public Database newDatabase() {
        String name = "tandem_%d".formatted(databases.incrementAndGet());
        roles.createDatabase(running().getPostgresDatabase(), name);
        return roles.database(port.number(), name);
    }

    /** Returns the database {@code tandem}, which exists from the start. */
    public Database database() {
        return roles.database(port.number(), PostgresRoles.DATABASE);
    }

    @Override
    public void kill() {
        guarded().kill();
        letGo();
    }

    @Override
    public void stop() {
        letGo();
    }

    @Override
    public long pid() {
        return guarded().pid();
    }

    @Override
    public Path log() {
        return folder.file("postgres.log");
    }

    @Override
    public CompletableFuture<String> ended() {
        return guarded().ended().thenApply(_ -> "%s ended. %s".formatted(name(), LogTail.of(log())));
    }

    @Override
    public void close() {
        letGo();
        folder.removeIfTemporary();
    }

    private void letGo() {
        try {
            if (postgres != null) {
                postgres.close();
                postgres = null;
            }
            if (postmaster != null) {
                postmaster.kill();
                postmaster = null;
            }
        } catch (IOException e) {
            throw failure("cannot be stopped: " + e.getMessage(), e);
        }
    }

    private long postmasterPid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data().resolve("postmaster.pid")).getFirst().strip());
    }

    private Path data() {
        return folder.file("data");
    }

    private EmbeddedPostgres running() {
        if (postgres == null) {
            throw new IllegalStateException("The PostgreSQL server is not running.");
        }
        return postgres;
    }

    private Daemon guarded() {
        if (postmaster == null) {
            throw new IllegalStateException("The PostgreSQL server is not running.");
        }
        return postmaster;
    }

    private StackException failure(String what, @Nullable Exception cause) {
        String message = "%s %s. %s".formatted(name(), what, LogTail.of(log()));
        return cause == null ? new StackException(message) : new StackException(message, cause);
    }

    /** Chooses the settings of a server. */
    public static final class Builder {
        private Port port = Port.free("PostgreSQL server");
        private @Nullable Path folder;

        private Builder() {}

        public Builder port(Port chosen) {
            port = chosen;
            return this;
        }

        /** Keeps the database and the log in this folder, which must not hold another database. */
        public Builder folder(Path kept) {
            folder = kept;
            return this;
        }

        /** @throws StackException when the chosen port is taken */
        public PostgresServer build() {
            return new PostgresServer(this);
        }
    }
}
