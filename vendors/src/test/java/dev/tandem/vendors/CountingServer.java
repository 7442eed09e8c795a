package dev.tandem.vendors;

import java.io.IOException;
import java.time.Duration;

/** Counts to five in a stream, and answers each word over a WebSocket with it. */
final class CountingServer extends VendorServer {

    @Override
    protected Answer answer(Exchange exchange) {
        return switch (exchange.path()) {
            case "/stream" ->
                streamed("text/plain", wire -> {
                    for (int number = 1; number <= 5; number++) {
                        wire.send(number + "\n");
                    }
                });
            case "/slow" ->
                streamed("text/plain", wire -> {
                    while (true) {
                        wire.send(".");
                        wire.pause(Duration.ofMillis(5));
                    }
                });
            case "/socket" ->
                upgraded(new Conversation() {
                    @Override
                    public void opened(Wire wire) throws IOException {
                        wire.send("hello");
                    }

                    @Override
                    public void text(Wire wire, String text) throws IOException {
                        wire.send(text);
                    }
                });
            default -> json(200, "{\"ok\":true}");
        };
    }

    @Override
    protected String errorBody(int status) {
        return "{\"error\":" + status + "}";
    }
}
