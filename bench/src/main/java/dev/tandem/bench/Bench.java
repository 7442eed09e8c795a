package dev.tandem.bench;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Row;
import dev.tandem.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@code make bench}: all benchmarks, or those that {@code ONLY} names. Prints a table, and writes a file for each
 * row. Exits with 0 if all of them could be measured, whatever the figures are, because machines differ.
 */
public final class Bench {

    private static final Path RESULTS = Path.of("target", "bench");

    private Bench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(run(System.getenv().getOrDefault("ONLY", "")) ? 0 : 1);
    }

    private static boolean run(String only) throws IOException, InterruptedException {
        List<Benchmark> chosen;
        try {
            chosen = Benchmarks.named(only);
        } catch (IllegalArgumentException unknown) {
            System.err.println(unknown.getMessage());
            return false;
        }
        Results results = new Results(RESULTS);
        List<Row> rows = new ArrayList<>();
        boolean whole = true;
        for (Benchmark benchmark : chosen) {
            System.out.printf("%s: %s%n", benchmark.name(), benchmark.measures());
            List<Row> measured = List.of();
            try {
                measured = benchmark.run();
            } catch (BenchmarkFailure failure) {
                measured = failure.rows();
                whole = failed(benchmark, failure);
            } catch (StackException failure) {
                whole = failed(benchmark, failure);
            }
            for (Row row : measured) {
                results.write(row);
                rows.add(row);
            }
        }
        Table.print(rows, System.out);
        System.out.printf("%nMeasured on %s. Files: %s%n", Machine.describe(), RESULTS);
        return whole;
    }

    private static boolean failed(Benchmark benchmark, RuntimeException failure) {
        System.err.printf("%s failed: %s%n", benchmark.name(), failure.getMessage());
        return false;
    }
}
