package dev.tandem.bench.measure;

/** What was to be measured did not happen; the message says what. */
public final class BenchmarkFailure extends RuntimeException {

    public BenchmarkFailure(String message) {
        super(message);
    }
}
