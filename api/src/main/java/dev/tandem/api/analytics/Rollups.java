package dev.tandem.api.analytics;

import dev.tandem.api.analytics.FigureCounter.Figure;
import dev.tandem.api.analytics.FigureCounter.Measure;
import dev.tandem.api.analytics.FigureCounter.Time;
import dev.tandem.workflows.event.RecordedEvent;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the figures by version, by day, and by whether the call was a test. */
@Repository
public class Rollups {

    private static final String COUNTS = adding("analytics_count", "detail");
    private static final String TIMES = adding("analytics_time", "bucket");

    private final JdbcClient jdbc;

    Rollups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds the figures of events, in the transaction that recorded the events.
     *
     * @param events those that were not recorded before: each counts once
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(UUID call, List<RecordedEvent> events) {
        FigureCounter tally = FigureCounter.of(events);
        if (tally.counts().isEmpty() && tally.times().isEmpty()) {
            return;
        }
        int slot = jdbc.sql("select analytics_slot(workflow_version_id) from call_session where id = :call")
                .param("call", call)
                .query(Integer.class)
                .single();
        List<Measure> counts = List.copyOf(tally.counts().keySet());
        String[] details = counts.stream().map(Measure::detail).toArray(String[]::new);
        add(COUNTS, call, slot, counts, details, tally.counts().values());
        List<Time> times = List.copyOf(tally.times().keySet());
        Integer[] buckets = times.stream().map(Time::bucket).toArray(Integer[]::new);
        add(TIMES, call, slot, times, buckets, tally.times().values());
    }

    private static String adding(String table, String kind) {
        return """
                insert into %1$s as kept
                select c.organization_id, c.workflow_version_id, c.day, c.is_test, :slot, m.*
                from call_session c, unnest(:measures, :subjects, :kinds, :ns) m (measure, subject, %2$s, n)
                where c.id = :call
                on conflict (workflow_version_id, is_test, day, slot, measure, subject, %2$s)
                    do update set n = kept.n + excluded.n
                """.formatted(table, kind);
    }

    /** @param kinds of each figure the part of its key that is neither measure nor subject */
    private void add(
            String sql, UUID call, int slot, List<? extends Figure> figures, Object[] kinds, Collection<Long> ns) {
        jdbc.sql(sql)
                .param("slot", slot)
                .param("call", call)
                .param("measures", figures.stream().map(Figure::measure).toArray(String[]::new))
                .param("subjects", figures.stream().map(Figure::subject).toArray(String[]::new))
                .param("kinds", kinds)
                .param("ns", ns.toArray(Long[]::new))
                .update();
    }
}
