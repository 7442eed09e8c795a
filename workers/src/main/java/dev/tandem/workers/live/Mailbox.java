package dev.tandem.workers.live;

import dev.tandem.workers.log.CallLog;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what is posted, one at a time and in order. The state of a call has one owner and needs no lock. */
final class Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Consumer<Throwable> broken;
    private volatile boolean closed;

    /** @param broken takes what a message threw; it runs in the message's place */
    Mailbox(String name, Consumer<Throwable> broken) {
        this.broken = broken;
        Thread.ofVirtual().name(name).start(CallLog.inherited(this::run));
    }

    void post(Runnable message) {
        queue.add(message);
    }

    void postAfter(long ms, Runnable message) {
        CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS, this::post).execute(message);
    }

    /** Runs what was posted before, and nothing more. */
    void close() {
        queue.add(() -> closed = true);
    }

    private void run() {
        while (!closed) {
            try {
                run(queue.take());
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Runs one message. Whatever it throws, the messages behind it still run. */
    @SuppressWarnings("CatchingUnchecked")
    private void run(Runnable message) {
        try {
            message.run();
        } catch (Throwable fault) {
            LOG.error("a message of a call failed", fault);
            broken.accept(fault);
        }
    }
}
