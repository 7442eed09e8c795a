package dev.tandem.workers.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Serves {@code /metrics}, {@code /livez} and {@code /readyz} to an operator's monitoring, without a key. */
public final class ManagementServer implements AutoCloseable {

    private static final String TEXT = "text/plain; charset=utf-8";

    /** The text format of Prometheus. */
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<String> metrics;
    private final BooleanSupplier ready;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts listening.
     *
     * @param address port 0: any free one
     * @param metrics in the text format of Prometheus
     * @param ready whether the process takes calls
     * @throws UncheckedIOException if the address cannot be listened on
     */
    public ManagementServer(InetSocketAddress address, Supplier<String> metrics, BooleanSupplier ready) {
        this.metrics = metrics;
        this.ready = ready;
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException fault) {
            throw new UncheckedIOException("metrics cannot be served at " + address + ": " + fault.getMessage(), fault);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    private record Answer(int status, String type, String body) {}

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer =
                    answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(String method, String path) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return new Answer(405, TEXT, "only GET and HEAD\n");
        }
        return switch (path) {
            case "/metrics" -> new Answer(200, METRICS, metrics.get());
            case "/livez" -> new Answer(200, TEXT, "live\n");
            case "/readyz" ->
                ready.getAsBoolean() ? new Answer(200, TEXT, "ready\n") : new Answer(503, TEXT, "takes no calls\n");
            default -> new Answer(404, TEXT, "there are /metrics, /livez and /readyz\n");
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
