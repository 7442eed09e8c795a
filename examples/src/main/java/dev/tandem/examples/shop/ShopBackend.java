package dev.tandem.examples.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves what a customer's own backend would: {@code GET /orders/{id}}, {@code GET /invoices?customer={id}}, {@code GET
 * /return-policy}. {@code GET /calls} shows how often each Idempotency-Key came.
 */
public final class ShopBackend implements AutoCloseable {

    /** The port at which {@code shop.json} expects it. */
    public static final int PORT = 8090;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private volatile Duration pause = Duration.ZERO;

    private ShopBackend(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts a backend on the loopback address.
     *
     * @param port 0 for any free one
     */
    public static ShopBackend start(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        ShopBackend backend = new ShopBackend(HttpServer.create(address, 0));
        backend.serve();
        return backend;
    }

    /** Runs until it is stopped. The first argument, if there is one, is the port. */
    public static void main(String[] args) throws IOException {
        ShopBackend backend = start(args.length == 0 ? PORT : Integer.parseInt(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(backend::close));
        System.out.println("The shop's backend is at " + backend.url());
    }

    /** Returns the base URL, without a slash at its end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Returns how often each Idempotency-Key came so far. */
    public Map<String, Integer> requestsByKey() {
        return new TreeMap<>(requests);
    }

    /** Delays every answer from now on, like a busy backend. */
    public void answerAfter(Duration time) {
        pause = time;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve() {
        server.setExecutor(threads);
        route(
                "/orders/",
                exchange -> Stock.order(lastSegment(exchange))
                        .orElseThrow(() -> new NotFound("There is no order " + lastSegment(exchange) + ".")));
        route("/invoices", exchange -> {
            String customer = parameter(exchange, "customer")
                    .orElseThrow(() -> new NotFound("Give the customer number as ?customer=…"));
            return Stock.invoice(customer)
                    .orElseThrow(() -> new NotFound("There is no invoice for customer " + customer + "."));
        });
        route("/return-policy", exchange -> JSON.createObjectNode().put("text", Stock.RETURN_POLICY));
        server.createContext("/calls", exchange -> answer(exchange, 200, JSON.valueToTree(requestsByKey())));
        server.start();
    }

    private interface Handler {
        JsonNode answer(HttpExchange exchange);
    }

    private static final class NotFound extends RuntimeException {
        NotFound(String message) {
            super(message);
        }
    }

    private void route(String path, Handler handler) {
        server.createContext(path, exchange -> {
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            if (key != null) {
                requests.merge(key, 1, Integer::sum);
            }
            LockSupport.parkNanos(pause.toNanos());
            try {
                if (exchange.getRequestMethod().equals("GET")) {
                    answer(exchange, 200, handler.answer(exchange));
                } else {
                    answer(exchange, 405, message("The shop's backend is read only: use GET."));
                }
            } catch (NotFound notFound) {
                answer(exchange, 404, message(notFound.getMessage()));
            }
        });
    }

    private static ObjectNode message(@Nullable String message) {
        return JSON.createObjectNode().put("message", message);
    }

    private static String lastSegment(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Optional<String> parameter(HttpExchange exchange, String name) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null
                ? Optional.empty()
                : Arrays.stream(query.split("&", -1))
                        .filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                        .findFirst();
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) {
        byte[] bytes = JSON.writeValueAsBytes(body);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException clientLeft) {
            throw new UncheckedIOException(clientLeft);
        }
    }
}
