package dev.tandem.workers.provider.socket;

import dev.tandem.workers.provider.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket connection. What is sent before it is open goes out when it is. No method blocks; thread-safe, but
 * messages keep their order only if one thread sends at a time.
 */
public final class ProviderSocket implements AutoCloseable {

    /** Bytes that may wait to be sent: 32 s of audio of 16 kHz and 16 bit. */
    static final long MOST_QUEUED = 1 << 20;

    /** Messages that are kept while nobody listens. */
    private static final int MOST_EARLY = 64;

    private static final int NORMAL = 1000;

    /**
     * A far side that is busy and says when to come again is asked again, if that is within this time in all: less than
     * the shortest of the usual deadlines, with some time left to answer.
     */
    private static final Duration PATIENCE = Duration.ofMillis(800);

    /** The pool that made it. */
    interface Owner {

        /** Hears of the end of a connection that waits for somebody. */
        void lostWaiting(ProviderSocket socket, ProviderException fault);

        /** Does something after a time. */
        void later(Duration after, Runnable what);
    }

    private sealed interface Message {
        record Text(String text) implements Message {}

        record Binary(ByteString bytes) implements Message {}
    }

    private final SocketTarget target;
    private final Owner owner;
    private final OkHttpClient client;
    private final Request request;

    /** Held while the connection is opened again, and by whoever sends before it is open. */
    private final ReentrantLock opening = new ReentrantLock();

    /** What was sent before the connection was open. It is sent again if it has to be opened again. */
    private final List<Message> unsent = new ArrayList<>();

    private long unsentBytes;
    private Duration waited = Duration.ZERO;
    private volatile WebSocket webSocket;

    /** Whether the far side has agreed to the upgrade. That is before OkHttp says so, and what is sent may break first. */
    private volatile boolean upgraded;

    /** Held while the listener is called, and by nobody who sends. */
    private final ReentrantLock delivery = new ReentrantLock();

    private final List<Message> early = new ArrayList<>();
    private @Nullable SocketListener listener;
    private @Nullable ProviderException lostBy;
    private volatile boolean open;
    private volatile boolean over;
    private volatile @Nullable ProviderException stalled;
    private final long madeAt = System.nanoTime();
    private volatile long sentAt = madeAt;

    ProviderSocket(OkHttpClient client, SocketTarget target, Owner owner) {
        this.target = target;
        this.owner = owner;
        this.client = client;
        Request.Builder handshake = new Request.Builder().url(target.url()).tag(ProviderSocket.class, this);
        target.headers().forEach(handshake::header);
        this.request = handshake.build();
        this.webSocket = client.newWebSocket(request, new Incoming());
    }

    /** Notes that the far side has agreed to the upgrade of a request, if it is one of a connection. */
    static void upgraded(Request handshake) {
        ProviderSocket socket = handshake.tag(ProviderSocket.class);
        if (socket != null) {
            socket.upgraded = true;
        }
    }

    SocketTarget target() {
        return target;
    }

    /** Returns the time since it was made, ns. */
    long age() {
        return System.nanoTime() - madeAt;
    }

    /** Whether the handshake is done, and the connection not over. */
    public boolean isOpen() {
        return open && !over;
    }

    /** Whether the handshake was done. */
    public boolean wasOpen() {
        return upgraded;
    }

    boolean isOver() {
        return over;
    }

    /** Gives what has come, and what comes from now on, to the listener; also that the connection is lost already. */
    void attach(SocketListener taker) {
        delivery.lock();
        try {
            listener = taker;
            List<Message> waiting = List.copyOf(early);
            early.clear();
            waiting.forEach(message -> give(taker, message));
            ProviderException fault = lostBy;
            if (fault != null) {
                taker.lost(fault);
            }
        } finally {
            delivery.unlock();
        }
    }

    /** @return false if the connection is over */
    boolean detach() {
        delivery.lock();
        try {
            listener = null;
            return !over;
        } finally {
            delivery.unlock();
        }
    }

    /**
     * Sends a text message.
     *
     * @return false if the connection is over, or is given up now because the far side takes nothing; {@link
     *     SocketListener#lost} says why
     */
    public boolean send(String message) {
        return mayQueue(message.length())
                && (upgraded ? webSocket.send(message) : sendEarly(new Message.Text(message)));
    }

    /** Sends a binary message, which is copied. Returns as {@link #send(String)}. */
    public boolean send(byte[] message) {
        ByteString bytes = ByteString.of(message);
        return mayQueue(message.length) && (upgraded ? webSocket.send(bytes) : sendEarly(new Message.Binary(bytes)));
    }

    /** Sends what goes out when the connection is open. It is kept until then. */
    private boolean sendEarly(Message message) {
        opening.lock();
        try {
            if (!upgraded) {
                unsent.add(message);
                unsentBytes += size(message);
            }
            return send(message) || !over;
        } finally {
            opening.unlock();
        }
    }

    private boolean send(Message message) {
        return switch (message) {
            case Message.Text(String text) -> webSocket.send(text);
            case Message.Binary(ByteString bytes) -> webSocket.send(bytes);
        };
    }

    private static long size(Message message) {
        return switch (message) {
            case Message.Text(String text) -> text.length();
            case Message.Binary(ByteString bytes) -> bytes.size();
        };
    }

    /** Opens the connection once more, if the far side was busy and said that it will soon not be. */
    private boolean comesAgain(@Nullable Response answer) {
        Optional<Duration> after =
                answer == null || upgraded || over || stalled != null ? Optional.empty() : SocketFaults.after(answer);
        if (after.isEmpty() || waited.plus(after.get()).compareTo(PATIENCE) > 0) {
            return false;
        }
        waited = waited.plus(after.get());
        owner.later(after.get(), this::reopen);
        return true;
    }

    private void reopen() {
        opening.lock();
        try {
            if (!over) {
                webSocket = client.newWebSocket(request, new Incoming());
                unsent.forEach(this::send);
            }
        } finally {
            opening.unlock();
        }
        if (over) {
            webSocket.cancel();
        }
    }

    private boolean mayQueue(int more) {
        if (over) {
            return false;
        }
        if (Math.max(webSocket.queueSize(), upgraded ? 0 : unsentBytes) + more > MOST_QUEUED) {
            stalled = SocketFaults.stalled(target);
            webSocket.cancel();
            return false;
        }
        sentAt = System.nanoTime();
        return true;
    }

    void keepAlive(long now) {
        SocketTarget.KeepAlive message = target.keepAlive();
        if (message != null && isOpen() && now - sentAt >= message.after().toNanos()) {
            send(message.message());
        }
    }

    /** Closes the connection, after what was sent. Nothing is heard of it any more. Idempotent. */
    @Override
    public void close() {
        if (!over) {
            over = true;
            if (!open || !webSocket.close(NORMAL, null)) {
                webSocket.cancel();
            }
        }
    }

    /** Cuts the connection. What was not sent yet is dropped. Nothing is heard of it any more. Idempotent. */
    public void cancel() {
        over = true;
        webSocket.cancel();
    }

    private void give(SocketListener taker, Message message) {
        switch (message) {
            case Message.Text(String text) -> taker.text(text);
            case Message.Binary(ByteString bytes) -> taker.binary(bytes.toByteArray());
        }
    }

    private void came(Message message) {
        delivery.lock();
        try {
            SocketListener taker = listener;
            if (over) {
                return;
            }
            if (taker != null) {
                give(taker, message);
            } else if (early.size() < MOST_EARLY) {
                early.add(message);
            } else {
                stalled = SocketFaults.flooding(target);
                webSocket.cancel();
            }
        } finally {
            delivery.unlock();
        }
    }

    private void lost(ProviderException fault) {
        delivery.lock();
        try {
            if (over) {
                return;
            }
            over = true;
            SocketListener taker = listener;
            if (taker == null) {
                lostBy = fault;
                owner.lostWaiting(this, fault);
            } else {
                taker.lost(fault);
            }
        } finally {
            delivery.unlock();
        }
    }

    private final class Incoming extends WebSocketListener {

        @Override
        public void onOpen(WebSocket socket, Response response) {
            open = true;
            opening.lock();
            try {
                unsent.clear();
            } finally {
                opening.unlock();
            }
            if (over) {
                socket.close(NORMAL, null);
            }
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            came(new Message.Text(text));
        }

        @Override
        public void onMessage(WebSocket socket, ByteString bytes) {
            came(new Message.Binary(bytes));
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            lost(SocketFaults.closed(target, code, reason));
            socket.close(NORMAL, null);
        }

        @Override
        public void onFailure(WebSocket socket, Throwable fault, @Nullable Response response) {
            if (comesAgain(response)) {
                return;
            }
            ProviderException own = stalled;
            lost(own == null ? SocketFaults.of(target, fault, response) : own);
        }
    }
}
