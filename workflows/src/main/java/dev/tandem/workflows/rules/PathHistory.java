package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.variable.Ordered;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a call has been, and what it asked for in vain.
 *
 * @param visits of paths, by id
 * @param asked how often a path was rejected for a variable since it was last taken, by {@code <path id>/<variable>}
 */
public record PathHistory(Map<String, Visit> visits, Map<String, Integer> asked) {

    public static final PathHistory NONE = new PathHistory(Map.of(), Map.of());

    /** @param lastTurn in which the path was taken last */
    public record Visit(int times, int lastTurn) {}

    public PathHistory {
        visits = Ordered.copy(visits);
        asked = Ordered.copy(asked);
    }

    public int visits(Path path) {
        Visit visit = visits.get(path.id());
        return visit == null ? 0 : visit.times();
    }

    /** How many transfers the call made. */
    public int total() {
        return visits.values().stream().mapToInt(Visit::times).sum();
    }

    public int asked(Path path, String variable) {
        return asked.getOrDefault(key(path, variable), 0);
    }

    public PathHistory took(Path path, int turn) {
        Map<String, Visit> more = new LinkedHashMap<>(visits);
        more.put(path.id(), new Visit(visits(path) + 1, turn));
        Map<String, Integer> fewer = new LinkedHashMap<>(asked);
        path.variables().forEach(variable -> fewer.remove(key(path, variable.name())));
        return new PathHistory(more, fewer);
    }

    /** The path was rejected for these variables: the caller is asked for them. */
    public PathHistory rejected(Path path, Collection<String> variables) {
        Map<String, Integer> more = new LinkedHashMap<>(asked);
        variables.forEach(variable -> more.merge(key(path, variable), 1, Integer::sum));
        return new PathHistory(visits, more);
    }

    /** A path was rejected, so often for each of these variables, this time included. */
    PathHistory asked(Path path, Map<String, Integer> times) {
        Map<String, Integer> more = new LinkedHashMap<>(asked);
        times.forEach((variable, n) -> {
            if (n > 0) {
                more.put(key(path, variable), n);
            }
        });
        return new PathHistory(visits, more);
    }

    /** Whether a global path was taken so lately that it is not to be taken again. */
    boolean rests(Path path, int turn) {
        Visit visit = visits.get(path.id());
        return path.global() && visit != null && turn <= visit.lastTurn() + path.cooldownTurns();
    }

    private static String key(Path path, String variable) {
        return path.id() + "/" + variable;
    }
}
