package dev.tandem.api.version;

import dev.tandem.api.workspace.CallWorkspaces;
import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.protocol.LoadedVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Reads versions as calls follow them. */
@Repository
class PublishedVersions {

    private final JdbcClient jdbc;
    private final CallWorkspaces workspaces;

    PublishedVersions(JdbcClient jdbc, CallWorkspaces workspaces) {
        this.jdbc = jdbc;
        this.workspaces = workspaces;
    }

    private record Row(UUID organization, UUID workflow, String name, int number, String timeZone, JsonNode document) {

        static Row of(ResultSet row, int number) throws SQLException {
            String frozen = row.getString("frozen");
            return new Row(
                    row.getObject("organization_id", UUID.class),
                    row.getObject("workflow_id", UUID.class),
                    row.getString("name"),
                    row.getInt("version"),
                    row.getString("time_zone"),
                    frozen == null
                            ? FrozenTools.writtenOut(
                                    row.getString("config"),
                                    row.getString("tool_definitions"),
                                    row.getString("discovered_tools"))
                            : FrozenTools.read(frozen));
        }
    }

    /** @param snapshot SHA-256 of a frozen document of the version; null: the version's own */
    @Transactional(readOnly = true)
    public Optional<LoadedVersion> find(UUID id, @Nullable String snapshot) {
        return jdbc.sql("""
                        select v.organization_id, v.workflow_id, w.name, v.version, o.time_zone,
                               v.config::text as config, v.tool_definitions::text as tool_definitions,
                               v.discovered_tools::text as discovered_tools, s.document::text as frozen
                        from workflow_version v
                        join workflow w on w.id = v.workflow_id
                        join organization o on o.id = w.organization_id
                        left join test_snapshot s on s.workflow_version_id = v.id and s.sha256 = :snapshot
                        where v.id = :id and (:snapshot::text is null or s.sha256 is not null)
                        """)
                .param("id", id)
                .param("snapshot", snapshot)
                .query(Row::of)
                .optional()
                .map(row -> new LoadedVersion(
                        id.toString(),
                        row.name(),
                        row.number(),
                        row.timeZone(),
                        row.document(),
                        workspaces.of(row.organization(), row.workflow(), WorkspaceNames.inConfigs(row.document())),
                        snapshot));
    }
}
