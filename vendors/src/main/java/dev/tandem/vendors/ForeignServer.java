package dev.tandem.vendors;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server that nobody here wrote, run as its users run it: a process of Python or Node.js on a port of this machine.
 * {@code make test} installs them ({@code parts/vendor_sdks.py}, {@code parts/node_servers.py}).
 */
public final class ForeignServer implements AutoCloseable {

    /** What stands in a command for the port. */
    public static final String PORT = "{port}";

    private static final Path NODE_SERVERS = Path.of(".tandem", "node-servers");
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path folder;
    private final Path output;
    private final int port;
    private Process process;

    private ForeignServer(List<String> command, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        this.port = freePort();
        this.command = command.stream()
                .map(word -> word.replace(PORT, Integer.toString(port)))
                .toList();
        this.environment = Map.copyOf(environment);
        this.folder = folder;
        this.output = Files.createTempFile("foreign-server", ".log");
        this.process = started();
    }

    /**
     * Starts a program of Python with the installed packages, in a folder.
     *
     * @param arguments behind {@code python}, with {@link #PORT} for the port
     */
    public static ForeignServer python(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(VendorSdk.installed().python().toString()));
        command.addAll(List.of(arguments));
        return new ForeignServer(command, Map.of("PYTHONDONTWRITEBYTECODE", "1"), folder);
    }

    /**
     * Starts a program of Node.js, in a folder.
     *
     * @param arguments behind {@code node}, with {@link #PORT} for the port
     */
    public static ForeignServer node(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        return new ForeignServer(command, Map.of("NODE_PATH", nodeModules().toString()), folder);
    }

    /** Starts a program of Node.js whose port is told by the variable {@code PORT} of its environment. */
    public static ForeignServer nodeWithPort(Path folder, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "PORT=" + PORT, "node"));
        command.addAll(List.of(arguments));
        return new ForeignServer(command, Map.of("NODE_PATH", nodeModules().toString()), folder);
    }

    /**
     * Returns the folder of the installed packages for Node.js.
     *
     * @throws IllegalStateException if they are not installed; the message says how to get them
     */
    public static Path nodeModules() {
        Path here = Path.of("").toAbsolutePath();
        for (Path at = here; at != null; at = at.getParent()) {
            Path modules = at.resolve(NODE_SERVERS).resolve("node_modules");
            if (Files.isDirectory(modules)) {
                return modules;
            }
        }
        throw new IllegalStateException("The servers for Node.js are not installed: there is no " + NODE_SERVERS
                + " in "
                + here + " or its parents. Install them with: python3 parts/node_servers.py (make test does it by"
                + " itself).");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private Process started() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        Process starting = builder.start();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!answers()) {
            if (!starting.isAlive() || System.nanoTime() > end) {
                starting.destroyForcibly();
                throw new AssertionError(command + " does not serve:\n" + Files.readString(output));
            }
            Thread.sleep(PAUSE);
        }
        return starting;
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends the process at once, and starts it anew on the same port: it has forgotten everything. */
    public void restart() throws IOException, InterruptedException {
        stop();
        process = started();
    }

    private void stop() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(command + " does not end");
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(output);
    }
}
