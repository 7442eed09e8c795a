package dev.tandem.api.version;

import dev.tandem.workflows.gate.ToolDefinition;
import dev.tandem.workflows.gate.Workspace;
import dev.tandem.workflows.graph.Tool;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads workspaces from the database. */
@Component
class StoredWorkspaces implements Workspaces {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    StoredWorkspaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record NamedValue(String name, boolean isSecret, String value) {}

    private record NamedTool(String toolType, ToolDefinition definition) {}

    @Override
    public Workspace of(UUID organization, UUID workflow) {
        List<NamedValue> values = values(organization, workflow);
        return new Workspace(
                values.stream()
                        .filter(value -> !value.isSecret())
                        .collect(Collectors.toMap(NamedValue::name, value -> MAPPER.readTree(value.value()))),
                values.stream()
                        .filter(NamedValue::isSecret)
                        .map(NamedValue::name)
                        .collect(Collectors.toSet()),
                tools(organization));
    }

    private List<NamedValue> values(UUID organization, UUID workflow) {
        return jdbc.sql("""
                        select distinct on (name) name, is_secret, coalesce(value::text, '') as value
                        from workspace_variable
                        where organization_id = :organization and (workflow_id is null or workflow_id = :workflow)
                        order by name, workflow_id nulls last
                        """)
                .param("organization", organization)
                .param("workflow", workflow)
                .query((row, number) ->
                        new NamedValue(row.getString("name"), row.getBoolean("is_secret"), row.getString("value")))
                .list();
    }

    private Map<String, ToolDefinition> tools(UUID organization) {
        return jdbc
                .sql("select * from tool_definition where organization_id = :organization")
                .param("organization", organization)
                .query((row, number) -> new NamedTool(row.getString("tool_type"), tool(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(NamedTool::toolType, NamedTool::definition));
    }

    private static ToolDefinition tool(ResultSet row) throws SQLException {
        return new ToolDefinition(
                row.getString("adapter"),
                json(row, "config"),
                json(row, "parameters"),
                Objects.requireNonNullElse(row.getString("description"), ""),
                Tool.SideEffect.valueOf(row.getString("side_effect").toUpperCase(Locale.ROOT)));
    }

    private static JsonNode json(ResultSet row, String column) throws SQLException {
        return MAPPER.readTree(row.getString(column));
    }
}
