package dev.tandem.workers.live;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what is posted, one at a time and in order. The state of a call has one owner and needs no lock. */
final class Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final String name;
    private volatile boolean closed;

    Mailbox(String name) {
        this.name = name;
        Thread.ofVirtual().name(name).start(this::run);
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
                queue.take().run();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException fault) {
                LOG.atError().addKeyValue("mailbox", name).setCause(fault).log("a message of a call failed");
            }
        }
    }
}
