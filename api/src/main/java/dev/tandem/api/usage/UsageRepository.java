package dev.tandem.api.usage;

import dev.tandem.api.analytics.Range;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what providers used: of a version from its figures, of one call from its events. */
@Repository
class UsageRepository {

    private static final int SHORT = 200;

    private final JdbcClient jdbc;

    UsageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean knowsVersion(UUID organization, UUID version) {
        return jdbc.sql("""
                        select exists (select from workflow_version where id = :version and organization_id = :organization)
                        """)
                .param("version", version)
                .param("organization", organization)
                .query(Boolean.class)
                .single();
    }

    /** Returns today in the organization's time zone. */
    LocalDate today(UUID organization) {
        return jdbc.sql("select (now() at time zone time_zone)::date from organization where id = :organization")
                .param("organization", organization)
                .query(LocalDate.class)
                .single();
    }

    List<Used> ofVersion(UUID version, Range range, boolean tests) {
        return jdbc.sql("""
                        select c.subject, c.day, c.detail as agent_id, a.name as agent,
                               coalesce(sum(n) filter (where measure = 'used.input_tokens'), 0) as input_tokens,
                               coalesce(sum(n) filter (where measure = 'used.cached_tokens'), 0) as cached_tokens,
                               coalesce(sum(n) filter (where measure = 'used.output_tokens'), 0) as output_tokens,
                               coalesce(sum(n) filter (where measure = 'used.audio_ms'), 0) as audio_ms,
                               coalesce(sum(n) filter (where measure = 'used.characters'), 0) as characters
                        from analytics_count c
                        left join agent_node a on a.workflow_version_id = c.workflow_version_id
                                              and left(a.document_id, :short) = c.detail
                        where c.workflow_version_id = :version and c.is_test in (false, :tests)
                          and c.day between :from and :to and c.measure like 'used.%'
                        group by 1, 2, 3, 4 order by 2, 1, 3
                        """)
                .param("short", SHORT)
                .param("version", version)
                .param("tests", tests)
                .param("from", range.from())
                .param("to", range.to())
                .query(UsageRepository::used)
                .list();
    }

    /** Returns what the providers of a call used; empty if the organization has no such call. */
    Optional<List<Used>> ofCall(UUID organization, UUID call) {
        boolean known = jdbc.sql("""
                        select exists (select from call_session where id = :call and organization_id = :organization)
                        """)
                .param("call", call)
                .param("organization", organization)
                .query(Boolean.class)
                .single();
        if (!known) {
            return Optional.empty();
        }
        return Optional.of(
                jdbc.sql("""
                        select concat_ws('/', e.payload ->> 'kind', e.payload ->> 'provider', e.payload ->> 'model')
                                   as subject,
                               c.day, e.payload ->> 'agent_id' as agent_id, e.payload ->> 'agent' as agent,
                               sum((e.payload ->> 'input_tokens')::bigint) as input_tokens,
                               sum((e.payload ->> 'cached_tokens')::bigint) as cached_tokens,
                               sum((e.payload ->> 'output_tokens')::bigint) as output_tokens,
                               sum(round((e.payload ->> 'audio_seconds')::numeric * 1000)) as audio_ms,
                               sum((e.payload ->> 'characters')::bigint) as characters
                        from call_session c join session_event e on e.session_id = c.id
                        where c.id = :call and e.event_type = 'provider.usage'
                        group by 1, 2, 3, 4 order by 3, 1
                        """).param("call", call).query(UsageRepository::used).list());
    }

    private static Used used(ResultSet row, int number) throws SQLException {
        return new Used(
                Used.By.of(row.getString("subject")),
                row.getObject("day", LocalDate.class),
                row.getString("agent_id"),
                row.getString("agent"),
                new Used.Amounts(
                        row.getLong("input_tokens"),
                        row.getLong("cached_tokens"),
                        row.getLong("output_tokens"),
                        row.getLong("audio_ms"),
                        row.getLong("characters")));
    }
}
