package dev.tandem.bench.measure;

/**
 * The distribution of a figure.
 *
 * @param n number of measurements
 */
public record Values(long n, double p50, double p95, double p99, double max) {

    /** Nothing was measured. */
    public static final Values NONE = new Values(0, 0, 0, 0, 0);
}
