package dev.tandem.bench.measure;

import java.util.Locale;

/**
 * The most that a figure should be.
 *
 * @param limit in the row's unit
 */
public record Goal(Figure figure, double limit) {

    /** A figure of a distribution. */
    public enum Figure {
        P50,
        P95,
        P99,
        MAX;

        private double of(Values values) {
            return switch (this) {
                case P50 -> values.p50();
                case P95 -> values.p95();
                case P99 -> values.p99();
                case MAX -> values.max();
            };
        }
    }

    public boolean reached(Values values) {
        return figure.of(values) <= limit;
    }

    /** Returns the name of the value in the results. */
    public String label() {
        return figure.name().toLowerCase(Locale.ROOT);
    }
}
