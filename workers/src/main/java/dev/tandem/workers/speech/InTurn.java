package dev.tandem.workers.speech;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of several threads one after the other, on the thread that comes while none runs. Nobody waits, and no
 * lock is held while a voice or its listener is called.
 */
public final class InTurn {

    private static final Logger LOG = LoggerFactory.getLogger(InTurn.class);

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    @SuppressWarnings("CatchingUnchecked") // what comes behind it must not be lost
    public void run(Runnable what) {
        waiting.add(what);
        if (count.getAndIncrement() > 0) {
            return;
        }
        do {
            Runnable next = waiting.remove();
            try {
                next.run();
            } catch (Throwable defect) {
                LOG.error("speech could not be passed on", defect);
            }
        } while (count.decrementAndGet() > 0);
    }
}
