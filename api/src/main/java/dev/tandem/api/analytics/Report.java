package dev.tandem.api.analytics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a version's calls. Percentiles are within 6.25 % of the true ones; null where nothing was measured.
 *
 * @param calls of the range's days: a call counts for the day on which it was made
 */
record Report(
        Calls calls,
        List<AgentFigures> agents,
        List<PathFigures> paths,
        List<ToolFigures> tools,
        Percentiles turnLatencyMs,
        List<Day> days) {

    /**
     * @param completionRate share of the ended calls that were completed; null: none has ended
     * @param ended by status and reason
     */
    record Calls(
            long total,
            long completed,
            long dropped,
            @Nullable Double completionRate,
            long turns,
            Durations durationMs,
            List<Ended> ended) {}

    record Durations(
            long n,
            @Nullable Double mean,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {}

    record Ended(String status, String reason, long calls) {}

    /**
     * @param activations how often it was given a call
     * @param turns caller's utterances that it heard
     * @param failed turns that nothing could answer
     */
    record AgentFigures(
            String agentId,
            @Nullable String agent,
            long activations,
            long turns,
            long replies,
            long interrupted,
            long failed) {}

    /** @param to null: it leads out of the call */
    record PathFigures(
            String pathId,
            @Nullable String path,
            @Nullable String from,
            @Nullable String to,
            long offered,
            long taken,
            long rejected,
            Why why) {}

    /**
     * The reasons why a path was rejected. One rejection may have several.
     *
     * @param missing by variable
     * @param invalid by variable
     */
    record Why(Map<String, Long> missing, Map<String, Long> invalid, long guard, long other) {}

    /** @param unknown of the failures: nobody knows whether they have acted */
    record ToolFigures(String tool, long executions, long runs, long failures, long unknown, Percentiles durationMs) {}

    record Percentiles(
            long n,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {

        static Percentiles of(TimeBuckets times) {
            return times.total() == 0
                    ? new Percentiles(0, null, null, null)
                    : new Percentiles(
                            times.total(), times.percentile(.5), times.percentile(.95), times.percentile(.99));
        }
    }

    record Day(
            LocalDate day,
            long calls,
            long completed,
            long dropped,
            long turns,
            @Nullable Double meanDurationMs) {}

    /** The names of the version's agents and paths, by document id. */
    record Names(Map<String, String> agents, Map<String, PathName> paths) {}

    record PathName(String path, String from, @Nullable String to) {}

    static Report of(Figures figures, Names names, Range range) {
        return new Report(
                calls(figures),
                agents(figures, names),
                paths(figures, names),
                tools(figures),
                Percentiles.of(figures.times("turn", "")),
                range.days().map(day -> day(figures, day)).toList());
    }

    private static Calls calls(Figures figures) {
        long completed = figures.count("ended", "completed");
        long dropped = figures.count("ended", "dropped");
        List<Ended> ended = new ArrayList<>();
        for (String status : figures.subjects(List.of("ended"))) {
            figures.details("ended", status).forEach((reason, n) -> ended.add(new Ended(status, reason, n)));
        }
        TimeBuckets times = figures.times("call", "");
        Percentiles percentiles = Percentiles.of(times);
        return new Calls(
                figures.count("calls"),
                completed,
                dropped,
                ratio(completed, completed + dropped),
                figures.count("turns"),
                new Durations(
                        times.total(),
                        ratio(figures.count("duration_ms"), times.total()),
                        percentiles.p50(),
                        percentiles.p95(),
                        percentiles.p99()),
                ended);
    }

    private static List<AgentFigures> agents(Figures figures, Names names) {
        return all(
                        names.agents().keySet(),
                        figures.subjects(List.of("agent.activated", "agent.turns", "agent.replies", "agent.failed")))
                .stream()
                .map(id -> new AgentFigures(
                        id,
                        names.agents().get(id),
                        figures.count("agent.activated", id),
                        figures.count("agent.turns", id),
                        figures.count("agent.replies", id),
                        figures.count("agent.interrupted", id),
                        figures.count("agent.failed", id)))
                .toList();
    }

    private static List<PathFigures> paths(Figures figures, Names names) {
        return all(names.paths().keySet(), figures.subjects(List.of("path.offered", "path.taken", "path.rejected")))
                .stream()
                .map(id -> path(figures, id, names.paths().get(id)))
                .toList();
    }

    private static PathFigures path(Figures figures, String id, @Nullable PathName name) {
        Map<String, Long> why = figures.details("path.why", id);
        return new PathFigures(
                id,
                name == null ? null : name.path(),
                name == null ? null : name.from(),
                name == null ? null : name.to(),
                figures.count("path.offered", id),
                figures.count("path.taken", id),
                figures.count("path.rejected", id),
                new Why(
                        by("missing:", why),
                        by("invalid:", why),
                        why.getOrDefault("guard", 0L),
                        why.getOrDefault("other", 0L)));
    }

    private static List<ToolFigures> tools(Figures figures) {
        return figures.subjects(List.of("tool.finished", "tool.failed", "tool.unknown", "tool.cancelled")).stream()
                .map(tool -> {
                    long unknown = figures.count("tool.unknown", tool);
                    long failures = figures.count("tool.failed", tool) + unknown;
                    return new ToolFigures(
                            tool,
                            figures.count("tool.finished", tool) + failures + figures.count("tool.cancelled", tool),
                            figures.count("tool.runs", tool),
                            failures,
                            unknown,
                            Percentiles.of(figures.times("tool", tool)));
                })
                .toList();
    }

    private static Day day(Figures figures, LocalDate day) {
        long completed = figures.onDay(day, "ended", "completed");
        long dropped = figures.onDay(day, "ended", "dropped");
        return new Day(
                day,
                figures.onDay(day, "calls", ""),
                completed,
                dropped,
                figures.onDay(day, "turns", ""),
                ratio(figures.onDay(day, "duration_ms", ""), completed + dropped));
    }

    private static Map<String, Long> by(String prefix, Map<String, Long> why) {
        Map<String, Long> named = new TreeMap<>();
        why.forEach((reason, n) -> {
            if (reason.startsWith(prefix)) {
                named.put(reason.substring(prefix.length()), n);
            }
        });
        return named;
    }

    private static Set<String> all(Set<String> known, Set<String> seen) {
        Set<String> all = new LinkedHashSet<>(known);
        all.addAll(seen);
        return all;
    }

    private static @Nullable Double ratio(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
