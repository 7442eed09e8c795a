package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.BenchmarkFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of a Java process after a collection, and after the C library has returned free memory. A worker makes it do
 * so once a minute ({@code NativeHeap}); what it keeps between two of these does not count as growth.
 *
 * @param heapMb objects that are in use
 * @param restMb resident memory beside the heap: threads, code, native libraries and their memory
 */
record Memory(double heapMb, double restMb) {

    private static final double KB_IN_MB = 1_024;

    /**
     * Matches what {@code jcmd GC.heap_info} prints for G1: used memory, and where in the address space the heap lies.
     */
    private static final Pattern HEAP = Pattern.compile("used (\\d+)K \\[0x(\\p{XDigit}+), 0x(\\p{XDigit}+)\\)");

    /** Matches a mapping and its resident part in /proc/PID/smaps (proc(5)). */
    private static final Pattern MAPPING =
            Pattern.compile("(?m)^(\\p{XDigit}+)-\\p{XDigit}+ [^\\n]*$|^Rss: +(\\d+) kB$");

    static Memory of(long pid) {
        try {
            // Buffers outside the heap are freed by the collection after the one that finds their owners unreachable.
            var _ = jcmd(pid, "GC.run");
            var _ = jcmd(pid, "GC.run");
            var _ = jcmd(pid, "System.trim_native_heap");
            String info = jcmd(pid, "GC.heap_info");
            Matcher heap = HEAP.matcher(info);
            if (!heap.find()) {
                throw new BenchmarkFailure("no heap of G1 in: " + info);
            }
            double rest = residentOutside(pid, address(heap.group(2)), address(heap.group(3)));
            return new Memory(Double.parseDouble(heap.group(1)) / KB_IN_MB, rest / KB_IN_MB);
        } catch (IOException gone) {
            throw new BenchmarkFailure("the memory of process " + pid + " cannot be read: " + gone.getMessage());
        }
    }

    private static double residentOutside(long pid, long heap, long heapEnd) throws IOException {
        Matcher line = MAPPING.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "smaps")));
        double kilobytes = 0;
        boolean outside = true;
        while (line.find()) {
            if (line.group(1) != null) {
                long start = address(line.group(1));
                outside = Long.compareUnsigned(start, heap) < 0 || Long.compareUnsigned(start, heapEnd) >= 0;
            } else if (outside) {
                kilobytes += Double.parseDouble(line.group(2));
            }
        }
        return kilobytes;
    }

    private static long address(String hexadecimal) {
        return Long.parseUnsignedLong(hexadecimal, 16);
    }

    private static String jcmd(long pid, String command) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
