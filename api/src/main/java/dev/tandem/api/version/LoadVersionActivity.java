package dev.tandem.api.version;

import dev.tandem.workflows.event.LoadVersion;
import dev.tandem.workflows.secret.WorkspaceValues;
import io.temporal.failure.ApplicationFailure;
import io.temporal.spring.boot.ActivityImpl;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Hands the call workflow the document that it follows to its end. */
@Component
@ActivityImpl(workers = "records")
class LoadVersionActivity implements LoadVersion {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    LoadVersionActivity(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Version load(String versionId) {
        return find(versionId)
                .orElseThrow(() -> ApplicationFailure.newNonRetryableFailure(
                        "there is no workflow version " + versionId, "VersionGone"));
    }

    private Optional<Version> find(String versionId) {
        return jdbc.sql("""
                        select w.name, v.version, o.time_zone, v.config::text as config
                        from workflow_version v
                        join workflow w on w.id = v.workflow_id
                        join organization o on o.id = w.organization_id
                        where v.id = :id
                        """)
                .param("id", UUID.fromString(versionId))
                .query((row, number) -> new Version(
                        versionId,
                        row.getString("name"),
                        row.getInt("version"),
                        row.getString("time_zone"),
                        MAPPER.readTree(row.getString("config")),
                        WorkspaceValues.NONE))
                .optional();
    }
}
