package dev.tandem.workers.provider.socket;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A server of WebSockets that says back what it is told. */
final class FarSide implements AutoCloseable {

    private static final long PATIENCE_S = 10;

    final MockWebServer server = new MockWebServer();

    /** What happened on its connections, in order. */
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    final BlockingQueue<WebSocket> opened = new LinkedBlockingQueue<>();

    FarSide() throws IOException {
        server.start();
    }

    /** Takes the next connections. */
    FarSide takes(int connections) {
        for (int i = 0; i < connections; i++) {
            server.enqueue(
                    new MockResponse.Builder().webSocketUpgrade(new Echo()).build());
        }
        return this;
    }

    WebSocket next() throws InterruptedException {
        WebSocket socket = opened.poll(PATIENCE_S, TimeUnit.SECONDS);
        if (socket == null) {
            throw new AssertionError("nobody came");
        }
        return socket;
    }

    String toldNext() throws InterruptedException {
        return String.valueOf(told.poll(PATIENCE_S, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Echo extends WebSocketListener {

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            webSocket.send("hello");
            opened.add(webSocket);
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            told.add(text);
            webSocket.send(text);
        }

        @Override
        public void onMessage(WebSocket webSocket, ByteString bytes) {
            told.add(bytes.size() + " bytes");
            webSocket.send(bytes);
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            told.add("closed " + code);
            webSocket.close(1000, null);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable fault, @Nullable Response response) {
            told.add("cut");
        }
    }
}
