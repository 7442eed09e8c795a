package dev.tandem.bench.measure;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param name name of the file and the line: lower case with hyphens
 * @param unit of the values
 * @param baseline the figure to compare with, measured in the same run; null if there is none
 * @param parts the parts of the figure
 */
public record Row(
        String name, String unit, Values values, @Nullable Part baseline, List<Goal> goals, List<Part> parts) {

    public Row {
        goals = List.copyOf(goals);
        parts = List.copyOf(parts);
    }

    /** Another distribution in the row's unit. */
    public record Part(String name, Values values) {}

    public static Row of(String name, String unit, Samples samples) {
        return new Row(name, unit, samples.values(), null, List.of(), List.of());
    }

    /** Creates the row of a figure that could not be measured. No goal is reached by it. */
    public static Row notMeasured(String name, String unit) {
        return new Row(name, unit, Values.NONE, null, List.of(), List.of());
    }

    public Row beside(String baselineName, Samples samples) {
        return new Row(name, unit, values, new Part(baselineName, samples.values()), goals, parts);
    }

    public Row goal(Goal.Figure figure, double atMost) {
        List<Goal> more = new ArrayList<>(goals);
        more.add(new Goal(figure, atMost));
        return new Row(name, unit, values, baseline, more, parts);
    }

    public Row part(String partName, Samples samples) {
        List<Part> more = new ArrayList<>(parts);
        if (samples.count() > 0) {
            more.add(new Part(partName, samples.values()));
        }
        return new Row(name, unit, values, baseline, goals, more);
    }
}
