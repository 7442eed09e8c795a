package dev.tandem.examples.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A customer's backend that repeats every secret that it is sent: in answers, in a refusal, and when it fails. */
final class TelltaleService implements AutoCloseable {

    /** Every secret that was received. */
    final List<String> received = new CopyOnWriteArrayList<>();

    private final HttpServer server;

    TelltaleService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/orders/", exchange -> {
            String secret = secret(exchange);
            answer(exchange, 200, "application/json", """
                    {"status": "sent", "echo": "%s", "log": {"%s": ["%s"]}}
                    """.formatted(
                            secret, secret, exchange.getRequestURI().getRawQuery()));
        });
        server.createContext("/return-policy", exchange -> {
            String secret = secret(exchange).replace("c", "\\u0063");
            // The second time the secret stands where a long message is cut.
            String message = "no such key: " + secret + " " + ".".repeat(250) + " " + secret;
            answer(exchange, 403, "application/json", "{\"message\": \"" + message + "\"}");
        });
        server.createContext(
                "/invoices",
                exchange -> answer(
                        exchange,
                        500,
                        "text/plain",
                        "broken on " + URLEncoder.encode(secret(exchange), StandardCharsets.UTF_8) + " and "
                                + exchange.getRequestURI()));
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String secret(HttpExchange exchange) {
        String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        received.add(header.replaceFirst("^Bearer ", ""));
        return received.getLast();
    }

    private static void answer(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
