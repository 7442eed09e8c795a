package dev.tandem.bench.measure;

import java.util.List;

/** Tells that something to be measured did not happen. */
public final class BenchmarkFailure extends RuntimeException {

    private final transient List<Row> rows;

    public BenchmarkFailure(String message) {
        this(message, List.of());
    }

    /** @param rows the rows that were measured all the same */
    public BenchmarkFailure(String message, List<Row> rows) {
        super(message);
        this.rows = List.copyOf(rows);
    }

    public List<Row> rows() {
        return rows;
    }
}
