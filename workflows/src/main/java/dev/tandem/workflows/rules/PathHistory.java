package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.variable.Ordered;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the paths that a call took, and the variables that it asked for in vain.
 *
 * @param visits how paths were taken, by id
 * @param asked how often a path was rejected for a variable since it was last taken, by {@code <path id>/<variable>}
 */
public record PathHistory(Map<String, Visit> visits, Map<String, Integer> asked) {

    public static final PathHistory NONE = new PathHistory(Map.of(), Map.of());

    /**
     * Counts how often a path was taken.
     *
     * @param lastTurn the turn in which it was taken last
     */
    public record Visit(int times, int lastTurn) {}

    public PathHistory {
        visits = Ordered.copy(visits);
        asked = Ordered.copy(asked);
    }

    public int visits(Path path) {
        Visit visit = visits.get(path.id());
        return visit == null ? 0 : visit.times();
    }

    /** Returns how many transfers the call made. */
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

    /** Notes that the path was rejected for these variables, so that the caller is asked for them. */
    public PathHistory rejected(Path path, Collection<String> variables) {
        Map<String, Integer> more = new LinkedHashMap<>(asked);
        variables.forEach(variable -> more.merge(key(path, variable), 1, Integer::sum));
        return new PathHistory(visits, more);
    }

    /** Notes how often a path was rejected for each of these variables, this time included. */
    PathHistory asked(Path path, Map<String, Integer> times) {
        Map<String, Integer> more = new LinkedHashMap<>(asked);
        times.forEach((variable, n) -> {
            if (n > 0) {
                more.put(key(path, variable), n);
            }
        });
        return new PathHistory(visits, more);
    }

    /** Returns whether a global path was taken so recently that it may not be taken again. */
    boolean rests(Path path, int turn) {
        Visit visit = visits.get(path.id());
        return path.global() && visit != null && turn <= visit.lastTurn() + path.cooldownTurns();
    }

    private static String key(Path path, String variable) {
        return path.id() + "/" + variable;
    }
}
