package dev.tandem.bench;

import dev.tandem.bench.measure.Goal;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Row.Part;
import dev.tandem.bench.measure.Values;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** Prints the rows for people. */
final class Table {

    private Table() {}

    static void print(List<Row> rows, PrintStream out) {
        out.printf("%n%-40s %7s %10s %10s %10s %10s %-6s%n", "", "n", "p50", "p95", "p99", "max", "unit");
        for (Row row : rows) {
            line(row.name(), row.values(), row.unit(), goals(row), out);
            row.parts().forEach(part -> line("  " + part.name(), part.values(), row.unit(), "", out));
            Part baseline = row.baseline();
            if (baseline != null) {
                line("  beside: " + baseline.name(), baseline.values(), row.unit(), "", out);
            }
        }
    }

    private static void line(String name, Values values, String unit, String goals, PrintStream out) {
        if (values.n() == 0) {
            out.printf("%-40s not measured%n", name);
            return;
        }
        out.printf(
                "%-40s %7d %10s %10s %10s %10s %-6s %s%n",
                name,
                values.n(),
                figure(values.p50()),
                figure(values.p95()),
                figure(values.p99()),
                figure(values.max()),
                unit,
                goals);
    }

    private static String goals(Row row) {
        return row.goals().stream().map(goal -> goal(goal, row.values())).collect(Collectors.joining(", "));
    }

    private static String goal(Goal goal, Values values) {
        return "%s %s ≤ %s".formatted(goal.reached(values) ? "✓" : "✗", goal.label(), figure(goal.limit()));
    }

    private static String figure(double value) {
        return value < 100 ? "%.2f".formatted(value) : "%,.0f".formatted(value);
    }
}
