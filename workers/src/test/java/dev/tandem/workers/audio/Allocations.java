package dev.tandem.workers.audio;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures what a piece of work leaves for the garbage collector. */
public final class Allocations {

    private static final int RUNS = 20_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocations() {}

    /** Returns the bytes that each run allocates on this thread, after the work has been compiled. */
    public static long bytesOf(Runnable work) {
        run(work);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(work);
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / RUNS;
    }

    private static void run(Runnable work) {
        for (int i = 0; i < RUNS; i++) {
            work.run();
        }
    }
}
