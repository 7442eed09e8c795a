package dev.tandem.workers.provider.socket;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.provider.ProviderException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Opens the WebSocket connections of a provider, and keeps some that wait: for each target those that were warmed or
 * given back. A connection that waits is kept alive, is replaced when the far side closes it, and is closed when nobody
 * has asked for its target for five minutes. Thread-safe.
 */
public final class Sockets implements AutoCloseable {

    /** Time from the first packet to the end of the handshake. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(5);

    /** A far side that does not answer a ping until the next one is away. */
    private static final Duration PING = Duration.ofSeconds(10);

    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final Duration WANTED_FOR = Duration.ofMinutes(5);

    /** A connection that held for so long is replaced at once. */
    private static final Duration STABLE = Duration.ofSeconds(5);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration TICK = Duration.ofMillis(500);

    /** Connections at once. OkHttp would stop at 64, because each keeps one of its threads. */
    private static final int MOST = 10_000;

    /** Connections that wait for the same target. */
    private static final int MOST_WAITING = 64;

    private static final int SWITCHING_PROTOCOLS = 101;

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sockets").factory());

    /** The connections to one target. Guarded by the lock. */
    private static final class Warm {

        private final Deque<ProviderSocket> waiting = new ArrayDeque<>();
        private long wantedAt = System.nanoTime();
        private int lostInARow;
        private boolean reopening;
    }

    private final OkHttpClient client;
    private final Map<SocketTarget, Warm> targets = new HashMap<>();
    private final Set<ProviderSocket> all = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ScheduledFuture<?> ticking;
    private boolean closed;

    /** Creates a pool whose connections leave through the door. */
    public Sockets(Egress egress) {
        this(egress.client(), HANDSHAKE);
    }

    Sockets(OkHttpClient door, Duration handshake) {
        Dispatcher dispatcher = new Dispatcher(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("socket-", 0).factory()));
        dispatcher.setMaxRequests(MOST);
        dispatcher.setMaxRequestsPerHost(MOST);
        this.client = door.newBuilder()
                .dispatcher(dispatcher)
                .callTimeout(handshake)
                .pingInterval(PING)
                .webSocketCloseTimeout(CLOSING)
                .addInterceptor(Sockets::handshake)
                .build();
    }

    /**
     * Leaves out the offer to compress: audio gains nothing, and nobody can send what unpacks to much. Notes when the far
     * side agrees.
     */
    private static Response handshake(Interceptor.Chain chain) throws IOException {
        Response answer = chain.proceed(chain.request()
                .newBuilder()
                .removeHeader("Sec-WebSocket-Extensions")
                .build());
        if (answer.code() == SWITCHING_PROTOCOLS) {
            ProviderSocket.upgraded(chain.request());
        }
        return answer;
    }

    /** Opens a connection that waits for whoever takes it, unless one waits already. Does not block. */
    public void warm(SocketTarget target) {
        lock.lock();
        try {
            Warm warm = wanted(target);
            if (warm.waiting.isEmpty() && !warm.reopening) {
                warm.waiting.push(open(target));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the connection that has waited least, or opens one. Does not block. Whoever takes it closes it or gives it
     * back.
     */
    public ProviderSocket take(SocketTarget target, SocketListener listener) {
        ProviderSocket socket = taken(target);
        socket.attach(listener);
        return socket;
    }

    private ProviderSocket taken(SocketTarget target) {
        lock.lock();
        try {
            Warm warm = wanted(target);
            ProviderSocket waiting = warm.waiting.poll();
            while (waiting != null && waiting.isOver()) {
                waiting = warm.waiting.poll();
            }
            return waiting == null ? open(target) : waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Opens a connection that is used once, whether or not others wait. Does not block. */
    public ProviderSocket connect(SocketTarget target, SocketListener listener) {
        ProviderSocket socket = opened(target);
        socket.attach(listener);
        return socket;
    }

    private ProviderSocket opened(SocketTarget target) {
        lock.lock();
        try {
            return open(target);
        } finally {
            lock.unlock();
        }
    }

    /** Lets a connection wait for the next one who takes it. Its listener hears nothing any more. */
    public void giveBack(ProviderSocket socket) {
        boolean usable = socket.detach();
        lock.lock();
        try {
            Warm warm = wanted(socket.target());
            if (usable && !closed && warm.waiting.size() < MOST_WAITING) {
                warm.lostInARow = 0;
                warm.waiting.push(socket);
                return;
            }
        } finally {
            lock.unlock();
        }
        socket.close();
    }

    /** Returns the number of connections that wait for this target. */
    int waiting(SocketTarget target) {
        lock.lock();
        try {
            Warm warm = targets.get(target);
            return warm == null
                    ? 0
                    : (int) warm.waiting.stream().filter(one -> !one.isOver()).count();
        } finally {
            lock.unlock();
        }
    }

    private Warm wanted(SocketTarget target) {
        Warm warm = targets.computeIfAbsent(target, _ -> new Warm());
        warm.wantedAt = System.nanoTime();
        return warm;
    }

    /** Called with the lock. */
    private ProviderSocket open(SocketTarget target) {
        if (closed) {
            throw new ProviderException(ProviderException.Reason.UNAVAILABLE, "This process is about to end.");
        }
        if (ticking == null) {
            ticking = CLOCK.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
        ProviderSocket socket = new ProviderSocket(client, target, new Pool());
        all.add(socket);
        return socket;
    }

    private final class Pool implements ProviderSocket.Owner {

        @Override
        public void lostWaiting(ProviderSocket socket, ProviderException fault) {
            Sockets.this.lostWaiting(socket, fault);
        }

        @Override
        public void later(Duration after, Runnable what) {
            var _ = CLOCK.schedule(what, after.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Replaces a connection that was lost while it waited, if that makes sense: at once, then ever later. */
    private void lostWaiting(ProviderSocket socket, ProviderException fault) {
        lock.lock();
        try {
            Warm warm = targets.get(socket.target());
            if (warm == null || closed) {
                return;
            }
            warm.waiting.remove(socket);
            if (socket.age() > STABLE.toNanos()) {
                warm.lostInARow = 0;
            }
            if (!fault.retryable() || !warm.waiting.isEmpty() || warm.reopening) {
                return;
            }
            long pause = warm.lostInARow == 0
                    ? 0
                    : Math.min(LONGEST_PAUSE.toMillis(), 500L << Math.min(warm.lostInARow, 10));
            warm.lostInARow++;
            warm.reopening = true;
            var _ = CLOCK.schedule(() -> reopen(socket.target(), warm), pause, TimeUnit.MILLISECONDS);
        } finally {
            lock.unlock();
        }
    }

    private void reopen(SocketTarget target, Warm warm) {
        lock.lock();
        try {
            warm.reopening = false;
            if (!closed && targets.get(target) == warm && warm.waiting.isEmpty()) {
                warm.waiting.push(open(target));
            }
        } finally {
            lock.unlock();
        }
    }

    private void tick() {
        long now = System.nanoTime();
        all.removeIf(ProviderSocket::isOver);
        all.forEach(socket -> socket.keepAlive(now));
        unwanted(now).forEach(ProviderSocket::close);
    }

    private List<ProviderSocket> unwanted(long now) {
        List<ProviderSocket> unwanted = new ArrayList<>();
        lock.lock();
        try {
            targets.values().removeIf(warm -> {
                warm.waiting.removeIf(ProviderSocket::isOver);
                if (now - warm.wantedAt < WANTED_FOR.toNanos()) {
                    return false;
                }
                unwanted.addAll(warm.waiting);
                return true;
            });
        } finally {
            lock.unlock();
        }
        return unwanted;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            targets.clear();
            if (ticking != null) {
                ticking.cancel(false);
            }
        } finally {
            lock.unlock();
        }
        all.forEach(ProviderSocket::cancel);
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
    }
}
