package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.BenchmarkFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of a Java process after a collection.
 *
 * @param heapMb objects that are in use
 * @param restMb what is resident beside the heap: threads, code, native libraries and what those hold
 */
record Memory(double heapMb, double restMb) {

    private static final Pattern USED = Pattern.compile("total reserved \\d+K, committed (\\d+)K, used (\\d+)K");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    static Memory of(long pid) {
        try {
            var _ = jcmd(pid, "GC.run");
            String heap = jcmd(pid, "GC.heap_info");
            double committed = kilobytes(USED, heap, 1);
            double used = kilobytes(USED, heap, 2);
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
            double resident = kilobytes(RESIDENT, status, 1);
            return new Memory(used / 1_024, Math.max(0, resident - committed) / 1_024);
        } catch (IOException gone) {
            throw new BenchmarkFailure("the memory of process " + pid + " cannot be read: " + gone.getMessage());
        }
    }

    private static double kilobytes(Pattern pattern, String text, int group) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new BenchmarkFailure("no '" + pattern + "' in: " + text);
        }
        return Double.parseDouble(found.group(group));
    }

    private static String jcmd(long pid, String command) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
