package dev.tandem.bench.measure;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Collects measurements of one kind, to three significant digits. Thread-safe. */
public final class Samples {

    /** Steps of a unit: figures are exact to a thousandth. */
    private static final double SCALE = 1_000;

    private final Histogram histogram = new ConcurrentHistogram(3);

    public void add(double value) {
        histogram.recordValue(Math.round(Math.max(0, value) * SCALE));
    }

    /** Adds a duration as milliseconds. */
    public void addNanos(long nanos) {
        add(nanos / 1e6);
    }

    public long count() {
        return histogram.getTotalCount();
    }

    /** @throws BenchmarkFailure if nothing was measured */
    public Values values() {
        Histogram measured = histogram.copy();
        if (measured.getTotalCount() == 0) {
            throw new BenchmarkFailure("nothing was measured");
        }
        return new Values(
                measured.getTotalCount(),
                at(measured, 50),
                at(measured, 95),
                at(measured, 99),
                measured.getMaxValue() / SCALE);
    }

    private static double at(Histogram measured, double percentile) {
        return measured.getValueAtPercentile(percentile) / SCALE;
    }
}
