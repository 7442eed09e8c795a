package dev.tandem.api.analytics;

import dev.tandem.api.analytics.Tally.Measure;
import dev.tandem.api.analytics.Tally.Time;
import dev.tandem.workflows.event.CallEvent;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The figures, as they are kept: by version, day, and whether the call was a test. */
@Repository
public class Rollups {

    private final JdbcClient jdbc;

    Rollups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds what events come to, in the transaction that recorded them.
     *
     * @param events those that were not recorded before: each counts once
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(UUID call, List<CallEvent> events) {
        Tally tally = Tally.of(events);
        if (tally.counts().isEmpty() && tally.times().isEmpty()) {
            return;
        }
        int slot = jdbc.sql("select analytics_slot(workflow_version_id) from call_session where id = :call")
                .param("call", call)
                .query(Integer.class)
                .single();
        addCounts(call, slot, tally);
        addTimes(call, slot, tally);
    }

    private void addCounts(UUID call, int slot, Tally tally) {
        List<Measure> measures = List.copyOf(tally.counts().keySet());
        jdbc.sql("""
                        insert into analytics_count as kept
                        select c.organization_id, c.workflow_version_id, c.day, c.is_test, :slot, m.*
                        from call_session c,
                             unnest(:measures, :subjects, :details, :ns) m (measure, subject, detail, n)
                        where c.id = :call
                        on conflict (workflow_version_id, is_test, day, slot, measure, subject, detail)
                            do update set n = kept.n + excluded.n
                        """)
                .param("slot", slot)
                .param("call", call)
                .param("measures", measures.stream().map(Measure::measure).toArray(String[]::new))
                .param("subjects", measures.stream().map(Measure::subject).toArray(String[]::new))
                .param("details", measures.stream().map(Measure::detail).toArray(String[]::new))
                .param("ns", tally.counts().values().toArray(Long[]::new))
                .update();
    }

    private void addTimes(UUID call, int slot, Tally tally) {
        List<Time> times = List.copyOf(tally.times().keySet());
        jdbc.sql("""
                        insert into analytics_time as kept
                        select c.organization_id, c.workflow_version_id, c.day, c.is_test, :slot, m.*
                        from call_session c,
                             unnest(:measures, :subjects, :buckets, :ns) m (measure, subject, bucket, n)
                        where c.id = :call
                        on conflict (workflow_version_id, is_test, day, slot, measure, subject, bucket)
                            do update set n = kept.n + excluded.n
                        """)
                .param("slot", slot)
                .param("call", call)
                .param("measures", times.stream().map(Time::measure).toArray(String[]::new))
                .param("subjects", times.stream().map(Time::subject).toArray(String[]::new))
                .param("buckets", times.stream().map(Time::bucket).toArray(Integer[]::new))
                .param("ns", tally.times().values().toArray(Long[]::new))
                .update();
    }
}
