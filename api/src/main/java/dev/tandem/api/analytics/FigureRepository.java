package dev.tandem.api.analytics;

import dev.tandem.api.analytics.Figures.Count;
import dev.tandem.api.analytics.Figures.Timed;
import dev.tandem.api.analytics.Report.Names;
import dev.tandem.api.analytics.Report.PathName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what {@link Rollups} keeps. */
@Repository
class FigureRepository {

    private final JdbcClient jdbc;

    FigureRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean knows(UUID organization, UUID version) {
        return jdbc.sql("""
                        select exists (select from workflow_version where id = :version and organization_id = :organization)
                        """)
                .param("version", version)
                .param("organization", organization)
                .query(Boolean.class)
                .single();
    }

    Figures figures(UUID version, Range range, boolean tests) {
        return Figures.of(
                jdbc.sql("""
                                select case when measure in (:byDay) then day end as day,
                                       measure, subject, detail, sum(n)::bigint as n
                                from analytics_count
                                where workflow_version_id = :version and is_test in (false, :tests)
                                  and day between :from and :to
                                group by 1, 2, 3, 4
                                """)
                        .param("byDay", Figures.BY_DAY)
                        .param("version", version)
                        .param("tests", tests)
                        .param("from", range.from())
                        .param("to", range.to())
                        .query(FigureRepository::count)
                        .list(),
                jdbc.sql("""
                                select measure, subject, bucket, sum(n) as n
                                from analytics_time
                                where workflow_version_id = :version and is_test in (false, :tests)
                                  and day between :from and :to
                                group by 1, 2, 3
                                """)
                        .param("version", version)
                        .param("tests", tests)
                        .param("from", range.from())
                        .param("to", range.to())
                        .query(FigureRepository::timed)
                        .list());
    }

    /** Returns the names of the version's parts, in the order of its document as far as the database knows it. */
    Names names(UUID version) {
        Map<String, String> agents = new LinkedHashMap<>();
        jdbc.sql("select document_id, name from agent_node where workflow_version_id = :version order by name")
                .param("version", version)
                .query(row -> {
                    agents.put(row.getString("document_id"), row.getString("name"));
                });
        Map<String, PathName> paths = new LinkedHashMap<>();
        jdbc.sql("""
                        select p.document_id, p.name, f.name as from_agent, t.name as to_agent
                        from agent_path p join agent_node f on f.id = p.from_agent_id
                        left join agent_node t on t.id = p.to_agent_id
                        where f.workflow_version_id = :version order by f.name, p.name
                        """).param("version", version).query(row -> {
            paths.put(
                    row.getString("document_id"),
                    new PathName(row.getString("name"), row.getString("from_agent"), row.getString("to_agent")));
        });
        return new Names(agents, paths);
    }

    ZoneId timeZone(UUID organization) {
        return ZoneId.of(jdbc.sql("select time_zone from organization where id = :organization")
                .param("organization", organization)
                .query(String.class)
                .single());
    }

    private static Count count(ResultSet row, int number) throws SQLException {
        return new Count(
                row.getObject("day", LocalDate.class),
                row.getString("measure"),
                row.getString("subject"),
                row.getString("detail"),
                row.getLong("n"));
    }

    private static Timed timed(ResultSet row, int number) throws SQLException {
        return new Timed(row.getString("measure"), row.getString("subject"), row.getInt("bucket"), row.getLong("n"));
    }
}
