package dev.tandem.bench.api;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Sends requests at a steady rate, whether or not earlier ones have been answered. Each is measured from the moment at
 * which it was due, so that a request which waits behind a slow answer counts as slow, too.
 */
final class SteadyLoad {

    /** Time between two requests: 50 are sent in a second. */
    private static final Duration INTERVAL = Duration.ofMillis(20);

    /** Requests that are not measured: half a minute. After ten seconds the process still compiles code of requests. */
    private static final int WARM_UP = 1_500;

    private static final int MEASURED = 1_000;

    /** Number of requests of a load. */
    static final int REQUESTS = WARM_UP + MEASURED;

    private SteadyLoad() {}

    /** @param request sends the request of this number and returns when it is answered */
    static Samples of(IntConsumer request) throws InterruptedException {
        Samples samples = new Samples();
        List<Future<?>> sent = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            for (int i = 0; i < REQUESTS; i++) {
                int number = i;
                long due = start + i * INTERVAL.toNanos();
                waitUntil(due);
                sent.add(senders.submit(() -> {
                    request.accept(number);
                    if (number >= WARM_UP) {
                        samples.addNanos(System.nanoTime() - due);
                    }
                }));
            }
            for (Future<?> answer : sent) {
                answer.get();
            }
        } catch (ExecutionException failure) {
            throw new BenchmarkFailure("a request failed: " + failure.getCause());
        }
        return samples;
    }

    private static void waitUntil(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
    }
}
