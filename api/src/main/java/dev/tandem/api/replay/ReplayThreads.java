package dev.tandem.api.replay;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Has calls replayed on two threads of their own: a replay computes, and must not hold up requests or the recording of
 * live calls.
 */
@Component
class ReplayThreads implements DisposableBean {

    private static final int AT_ONCE = 2;

    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("replay-", 1).factory());

    /** Runs all of it, and returns the results in order. */
    <T> List<T> all(List<? extends Callable<T>> work) {
        try {
            return threads.invokeAll(work).stream().map(ReplayThreads::result).toList();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the process stops");
        }
    }

    private static <T> T result(Future<T> done) {
        try {
            return done.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the process stops");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
