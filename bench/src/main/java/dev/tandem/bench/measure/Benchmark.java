package dev.tandem.bench.measure;

import java.io.IOException;
import java.util.List;

/** Measures one figure, or several that come out of the same run. */
public interface Benchmark {

    /** Returns the name for {@code ONLY}. Its rows have this name, or begin with it and a hyphen. */
    String name();

    /** Says in a sentence what is measured, from where to where, and what else runs at the time. */
    String measures();

    /**
     * Measures. Everything that it starts has ended when it returns.
     *
     * @throws BenchmarkFailure if what it measures did not happen
     */
    List<Row> run() throws IOException, InterruptedException;
}
