package dev.tandem.bench.measure;

import java.io.IOException;
import java.util.List;

/** Measures one figure, or several that come out of the same run. */
public interface Benchmark {

    /** As {@code ONLY} names it; its rows are called so too, or begin with it and a hyphen. */
    String name();

    /** What is measured, from where to where, in a sentence; and beside what. */
    String measures();

    /**
     * Measures. Whatever it starts has ended when it returns.
     *
     * @throws BenchmarkFailure if what it measures did not happen
     */
    List<Row> run() throws IOException, InterruptedException;
}
