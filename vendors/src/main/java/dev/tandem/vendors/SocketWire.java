package dev.tandem.vendors;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A WebSocket on the server's side. */
final class SocketWire extends Wire {

    /** The client has gone without closing (RFC 6455, 7.1.5). */
    private static final int ABNORMAL = 1_006;

    private final WebSocket socket;
    private final Connection connection;
    private final CountDownLatch gone = new CountDownLatch(1);

    private SocketWire(Exchange exchange, Fault fault, WebSocket socket, Connection connection) {
        super(exchange, fault);
        this.socket = socket;
        this.connection = connection;
    }

    /** Returns what MockWebServer tells of the socket, passed on to the conversation on its own thread. */
    static WebSocketListener listener(
            Exchange exchange, Fault fault, Connection connection, Conversation conversation) {
        return new Listener(exchange, fault, connection, conversation);
    }

    @Override
    void write(ByteString part, boolean text) throws IOException {
        boolean sent = text ? socket.send(part.utf8()) : socket.send(part);
        if (!sent) {
            throw new IOException("the WebSocket is closed");
        }
    }

    @Override
    public void close(int code, String reason) {
        exchange().over(Exchange.End.COMPLETE);
        socket.close(code, reason);
    }

    @Override
    boolean awaitGone(Duration limit) throws IOException {
        try {
            return gone.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IOException("the server ends", ended);
        }
    }

    @Override
    void reset() throws IOException {
        connection.reset();
    }

    @Override
    void breakFrame() throws IOException {
        connection.raw((byte) 0xF3, (byte) 0x00);
    }

    private static final class Listener extends WebSocketListener {

        private final Exchange exchange;
        private final Fault fault;
        private final Connection connection;
        private final Conversation conversation;
        private final ExecutorService thread = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("conversation").factory());
        private volatile SocketWire wire;

        @SuppressWarnings("NullAway.Init") // the socket opens before anything else happens
        private Listener(Exchange exchange, Fault fault, Connection connection, Conversation conversation) {
            this.exchange = exchange;
            this.fault = fault;
            this.connection = connection;
            this.conversation = conversation;
        }

        @FunctionalInterface
        private interface Step {
            void take() throws IOException;
        }

        private void then(Step step) {
            thread.execute(() -> {
                try {
                    step.take();
                } catch (IOException over) {
                    // The exchange knows how it ended; nothing more is said in it.
                    thread.shutdownNow();
                }
            });
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            wire = new SocketWire(exchange, fault, socket, connection);
            then(() -> conversation.opened(wire));
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            exchange.came(new Exchange.Message.Text(text, System.nanoTime()));
            if (!thread.isShutdown()) {
                then(() -> conversation.text(wire, text));
            }
        }

        @Override
        public void onMessage(WebSocket socket, ByteString bytes) {
            exchange.came(new Exchange.Message.Binary(bytes, System.nanoTime()));
            if (!thread.isShutdown()) {
                then(() -> conversation.binary(wire, bytes));
            }
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            exchange.came(new Exchange.Message.Closed(code, reason, System.nanoTime()));
            socket.close(code == 1_005 ? 1_000 : code, null);
            over();
        }

        @Override
        public void onFailure(WebSocket socket, Throwable fault, @Nullable Response response) {
            exchange.came(new Exchange.Message.Closed(ABNORMAL, String.valueOf(fault.getMessage()), System.nanoTime()));
            over();
        }

        private void over() {
            exchange.over(Exchange.End.ABANDONED);
            wire.gone.countDown();
            conversation.closed(wire);
            thread.shutdown();
        }
    }
}
