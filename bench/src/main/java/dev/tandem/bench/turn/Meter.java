package dev.tandem.bench.turn;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.tandem.bench.measure.Samples;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Measures what this process uses. */
final class Meter {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Meter() {}

    /** Returns the processor time of all threads so far, ns. */
    static long cpu() {
        return PROCESS.getProcessCpuTime();
    }

    /** Returns what is reachable on the heap, bytes. */
    static long heap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Returns the bytes that living threads with this prefix of their name have allocated. */
    static long allocatedBy(String name) {
        long bytes = 0;
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith(name)) {
                bytes += Math.max(0, THREADS.getThreadAllocatedBytes(thread.getThreadId()));
            }
        }
        return bytes;
    }

    /** Returns the bytes that this thread has allocated. */
    static long allocatedHere() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Measures the growth of a count in each of so many seconds, divided by the unit. */
    static Samples growth(LongSupplier count, int seconds, double unit) throws InterruptedException {
        Samples growth = new Samples();
        long before = count.getAsLong();
        long began = System.nanoTime();
        for (int i = 0; i < seconds; i++) {
            TimeUnit.SECONDS.sleep(1);
            long after = count.getAsLong();
            long now = System.nanoTime();
            growth.add((after - before) * 1e9 / (now - began) / unit);
            before = after;
            began = now;
        }
        return growth;
    }
}
