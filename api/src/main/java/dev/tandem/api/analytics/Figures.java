package dev.tandem.api.analytics;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Adds up the counts and times of a range of days. */
final class Figures {

    /** These measures are shown day by day, too. */
    static final List<String> BY_DAY = List.of("calls", "ended", "turns", "duration_ms");

    private final Map<String, Map<String, Long>> counts = new HashMap<>();
    private final Map<String, Map<String, Map<String, Long>>> details = new HashMap<>();
    private final Map<LocalDate, Map<String, Long>> days = new HashMap<>();
    private final Map<String, Map<String, TimeBuckets>> times = new HashMap<>();

    /** @param day null: of the whole range */
    record Count(@Nullable LocalDate day, String measure, String subject, String detail, long n) {}

    record Timed(String measure, String subject, int bucket, long n) {}

    static Figures of(List<Count> counts, List<Timed> times) {
        Figures figures = new Figures();
        counts.forEach(figures::add);
        times.forEach(figures::add);
        return figures;
    }

    private void add(Count count) {
        counts.computeIfAbsent(count.measure(), measure -> new TreeMap<>())
                .merge(count.subject(), count.n(), Long::sum);
        details.computeIfAbsent(count.measure(), measure -> new TreeMap<>())
                .computeIfAbsent(count.subject(), subject -> new TreeMap<>())
                .merge(count.detail(), count.n(), Long::sum);
        LocalDate day = count.day();
        if (day != null) {
            days.computeIfAbsent(day, unseen -> new HashMap<>())
                    .merge(dayMeasure(count.measure(), count.subject()), count.n(), Long::sum);
        }
    }

    private void add(Timed timed) {
        times.computeIfAbsent(timed.measure(), measure -> new HashMap<>())
                .computeIfAbsent(timed.subject(), subject -> new TimeBuckets())
                .add(timed.bucket(), timed.n());
    }

    long count(String measure) {
        return counts.getOrDefault(measure, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    long count(String measure, String subject) {
        return counts.getOrDefault(measure, Map.of()).getOrDefault(subject, 0L);
    }

    /** Returns the counts by reason, sorted. */
    Map<String, Long> details(String measure, String subject) {
        return details.getOrDefault(measure, Map.of()).getOrDefault(subject, Map.of());
    }

    /** @param status of the calls that ended; empty: for another measure */
    long onDay(LocalDate day, String measure, String status) {
        return days.getOrDefault(day, Map.of()).getOrDefault(dayMeasure(measure, status), 0L);
    }

    /** Returns the subjects of these measures, sorted. */
    Set<String> subjects(List<String> measures) {
        Set<String> subjects = new TreeSet<>();
        measures.forEach(measure ->
                subjects.addAll(counts.getOrDefault(measure, Map.of()).keySet()));
        return subjects;
    }

    TimeBuckets times(String measure, String subject) {
        TimeBuckets found = times.getOrDefault(measure, Map.of()).get(subject);
        return found == null ? new TimeBuckets() : found;
    }

    private static String dayMeasure(String measure, String subject) {
        return measure + " " + subject;
    }
}
