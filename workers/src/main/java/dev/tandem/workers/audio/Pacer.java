package dev.tandem.workers.audio;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Paces the audio of a process: every call gets a frame each 10 ms, speech or silence. Silent calls get it together, at
 * one tick; speech that begins does not wait for that.
 */
public final class Pacer implements AutoCloseable {

    /** One tick, ns. */
    static final long TICK = 10_000_000;

    /** A tick that is this late means that the process was frozen, ns (docs/turns.md, the fence: 500 ms). */
    static final long STALL = 500_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Pacer.class);

    private final Thread thread;

    /**
     * The calls that are paced. The array is copied when one comes or goes, so that the clock walks it without making
     * an iterator.
     */
    private volatile Playout[] playouts = {};

    private volatile long tick = System.nanoTime();
    private volatile boolean closed;

    @SuppressWarnings("ThreadPriorityCheck") // audible gaps follow when compilers and collectors get the core first
    public Pacer() {
        thread = Thread.ofPlatform()
                .daemon()
                .name("pacer")
                .priority(Thread.MAX_PRIORITY)
                .start(this::run);
    }

    public synchronized void add(Playout playout) {
        playout.pacedBy(thread, tick);
        Playout[] more = Arrays.copyOf(playouts, playouts.length + 1);
        more[playouts.length] = playout;
        playouts = more;
    }

    public synchronized void remove(Playout playout) {
        playouts = Arrays.stream(playouts).filter(one -> !one.equals(playout)).toArray(Playout[]::new);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        long due = tick;
        while (!closed) {
            long now = System.nanoTime();
            if (now - due > STALL) {
                for (Playout playout : playouts) {
                    stalled(playout, now);
                }
                due = now;
            }
            if (now - due >= 0) {
                due += TICK;
                tick = due;
            }
            sleepUntil(send(now, due));
        }
    }

    /**
     * Sends the frames that are due.
     *
     * @return when the next frame is due, ns; {@code latest} at most
     */
    private long send(long now, long latest) {
        long next = latest;
        for (Playout playout : playouts) {
            long due = tick(playout, now);
            if (due - next < 0) {
                next = due;
            }
        }
        return next;
    }

    /** Sleeps until this time, or until a call has something to say. */
    private void sleepUntil(long time) {
        long wait = time - System.nanoTime();
        if (wait > 0 && !closed) {
            LockSupport.parkNanos(this, wait);
        }
    }

    private void stalled(Playout playout, long now) {
        try {
            playout.stalled(now);
        } catch (Throwable fault) {
            drop(playout, fault);
        }
    }

    /** Ticks one call. A fault of one call must not silence the others, whatever it is. */
    private long tick(Playout playout, long now) {
        try {
            return playout.tick(now);
        } catch (Throwable fault) {
            drop(playout, fault);
            return now + TICK;
        }
    }

    /** Paces a call no longer. Its owner learns of it on another thread, because it may take its time. */
    private void drop(Playout playout, Throwable fault) {
        remove(playout);
        Thread.ofVirtual().name("broken-playout").start(() -> {
            LOG.error("frames of a call cannot be sent; its attendance ends", fault);
            playout.broken(fault);
        });
    }
}
