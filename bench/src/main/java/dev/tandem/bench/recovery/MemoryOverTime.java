package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import java.util.List;

/** Measures the memory of a process while it serves calls. */
final class MemoryOverTime {

    /** After so many calls a process has loaded and compiled what calls need, and further growth means a leak. */
    private static final int WARM = 200;

    private static final double KB_IN_MB = 1_024;

    private final Samples heap = new Samples();
    private final Samples rest = new Samples();
    private final Growth heapGrowth = new Growth();
    private final Growth restGrowth = new Growth();

    /** @param calls number of calls that the process has served */
    void add(int calls, Memory memory) {
        heap.add(memory.heapMb());
        rest.add(memory.restMb());
        if (calls >= WARM) {
            heapGrowth.add(calls, memory.heapMb() * KB_IN_MB);
            restGrowth.add(calls, memory.restMb() * KB_IN_MB);
        }
    }

    List<Row> rows(String name) {
        return List.of(
                Row.of(name, "MB", rest).part("heap after a collection", heap),
                Row.of(name + "-growth", "KB/call", one(restGrowth.slope()))
                        .part("heap after a collection", one(heapGrowth.slope())));
    }

    private static Samples one(double value) {
        Samples samples = new Samples();
        samples.add(value);
        return samples;
    }
}
