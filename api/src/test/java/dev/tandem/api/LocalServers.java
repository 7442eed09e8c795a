package dev.tandem.api;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real PostgreSQL and a real Temporal dev server, started once for all tests of the process. */
final class LocalServers {

    static final EmbeddedPostgres POSTGRES = postgres();
    static final String TEMPORAL = temporal();

    private LocalServers() {}

    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String temporal() {
        String target = "127.0.0.1:" + freePort();
        List<String> command = new ArrayList<>(List.of(
                parts().resolve("temporal/temporal").toString(),
                "server",
                "start-dev",
                "--headless",
                "--ip",
                "127.0.0.1",
                "--port",
                target.substring(target.indexOf(':') + 1),
                "--http-port",
                Integer.toString(freePort()),
                "--log-level",
                "error"));
        Stream.of("Organization", "Workflow", "Version", "Channel", "Agent", "Status")
                .forEach(name -> command.addAll(List.of("--search-attribute", "Tandem" + name + "=Keyword")));
        try {
            Process server = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(new File("target/temporal.log"))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target;
    }

    private static void stop(Process server) {
        server.destroy();
        try {
            if (!server.waitFor(5, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path parts() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".tandem/parts"))) {
                return folder.resolve(".tandem/parts");
            }
        }
        throw new IllegalStateException("no .tandem/parts here or above: run make parts");
    }
}
