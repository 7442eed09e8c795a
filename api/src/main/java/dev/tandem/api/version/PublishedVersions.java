package dev.tandem.api.version;

import dev.tandem.workflows.event.LoadVersion;
import dev.tandem.workflows.secret.WorkspaceValues;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Versions as calls follow them. */
@Repository
class PublishedVersions {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    PublishedVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Optional<LoadVersion.Version> find(UUID id) {
        return jdbc.sql("""
                        select w.name, v.version, o.time_zone, v.config::text as config
                        from workflow_version v
                        join workflow w on w.id = v.workflow_id
                        join organization o on o.id = w.organization_id
                        where v.id = :id
                        """)
                .param("id", id)
                .query((row, number) -> new LoadVersion.Version(
                        id.toString(),
                        row.getString("name"),
                        row.getInt("version"),
                        row.getString("time_zone"),
                        MAPPER.readTree(row.getString("config")),
                        WorkspaceValues.NONE))
                .optional();
    }
}
