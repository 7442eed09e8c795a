package dev.tandem.api.version;

import dev.tandem.api.workspace.CallWorkspaces;
import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.protocol.LoadedVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
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
            return new Row(
                    row.getObject("organization_id", UUID.class),
                    row.getObject("workflow_id", UUID.class),
                    row.getString("name"),
                    row.getInt("version"),
                    row.getString("time_zone"),
                    FrozenTools.writtenOut(
                            row.getString("config"),
                            row.getString("tool_definitions"),
                            row.getString("discovered_tools")));
        }
    }

    @Transactional(readOnly = true)
    public Optional<LoadedVersion> find(UUID id) {
        return jdbc.sql("""
                        select v.organization_id, v.workflow_id, w.name, v.version, o.time_zone,
                               v.config::text as config, v.tool_definitions::text as tool_definitions,
                               v.discovered_tools::text as discovered_tools
                        from workflow_version v
                        join workflow w on w.id = v.workflow_id
                        join organization o on o.id = w.organization_id
                        where v.id = :id
                        """)
                .param("id", id)
                .query(Row::of)
                .optional()
                .map(row -> new LoadedVersion(
                        id.toString(),
                        row.name(),
                        row.number(),
                        row.timeZone(),
                        row.document(),
                        workspaces.of(row.organization(), row.workflow(), WorkspaceNames.inConfigs(row.document()))));
    }
}
