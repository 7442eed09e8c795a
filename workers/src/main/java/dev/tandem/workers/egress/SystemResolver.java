package dev.tandem.workers.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the operating system. It blocks in native code and cannot be interrupted, so it does that on threads of its own,
 * and whoever asks waits no longer than the limit.
 */
final class SystemResolver implements Resolver, AutoCloseable {

    /** Lookups at once. Others wait, and give up after the limit. */
    private static final int THREADS = 32;

    private final Duration limit;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("resolver-", 0).factory());

    SystemResolver(Duration limit) {
        this.limit = limit;
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        Future<InetAddress[]> lookup = threads.submit(() -> InetAddress.getAllByName(host));
        try {
            return List.of(lookup.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException none) {
            throw unknown(host, none);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw unknown(host, cancelled);
        } finally {
            lookup.cancel(true);
        }
    }

    private static UnknownHostException unknown(String host, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(host);
        unknown.initCause(cause);
        return unknown;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
