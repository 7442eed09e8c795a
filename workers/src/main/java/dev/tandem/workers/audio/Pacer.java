package dev.tandem.workers.audio;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one 10 ms clock of a process: sends a frame of every call that it was given, speech or silence. */
public final class Pacer implements AutoCloseable {

    /** One tick, ns. */
    private static final long TICK = 10_000_000;

    /** A tick that comes this much late means that the process was frozen, ns (turns.md, the fence: 500 ms). */
    static final long STALL = 500_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Pacer.class);

    private final List<Playout> playouts = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    @SuppressWarnings("ThreadPriorityCheck") // audible gaps follow when compilers and collectors get the core first
    public Pacer() {
        thread = Thread.ofPlatform()
                .daemon()
                .name("pacer")
                .priority(Thread.MAX_PRIORITY)
                .start(this::run);
    }

    public void add(Playout playout) {
        playouts.add(playout);
    }

    public void remove(Playout playout) {
        playouts.remove(playout);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        long next = System.nanoTime();
        while (!closed) {
            long late = System.nanoTime() - next;
            if (late > STALL) {
                playouts.forEach(Playout::stalled);
                next = System.nanoTime();
            }
            for (Playout playout : playouts) {
                tick(playout);
            }
            next += TICK;
            for (long wait = next - System.nanoTime(); wait > 0 && !closed; wait = next - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
        }
    }

    /** One call's fault must not silence the others. */
    private void tick(Playout playout) {
        try {
            playout.tick();
        } catch (RuntimeException fault) {
            LOG.error("a frame could not be sent", fault);
        }
    }
}
