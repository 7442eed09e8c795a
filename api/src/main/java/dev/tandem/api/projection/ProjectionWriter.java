package dev.tandem.api.projection;

import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Writes a document's projection, in the transaction that writes the document. */
@Component
public class ProjectionWriter {

    private static final int BATCH = 500;

    private final JdbcOperations jdbc;

    ProjectionWriter(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void write(UUID version, JsonNode document) {
        jdbc.update("delete from agent_node where workflow_version_id = ?", version);
        Projection projection = Projection.of(version, document);
        insert("""
                insert into agent_node (id, workflow_version_id, document_id, name, instructions,
                    stt_config, llm_config, tts_config, vad_config, metadata, position)
                values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb)
                """, projection.agents(), row -> agent(version, row));
        insert("""
                insert into agent_tool (id, agent_id, document_id, tool_type, config, display_name)
                values (?, ?, ?, ?, coalesce(?::jsonb, '{}'), ?)
                """, projection.tools(), ProjectionWriter::tool);
        insert("""
                insert into agent_path (id, from_agent_id, to_agent_id, document_id, name, description,
                    guard_condition, metadata)
                values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                """, projection.paths(), ProjectionWriter::path);
        insert("""
                insert into path_variable (id, path_id, name, description, is_required, data_type)
                values (?, ?, ?, ?, ?, ?)
                """, projection.variables(), ProjectionWriter::variable);
    }

    private <T> void insert(String sql, Collection<T> rows, Function<T, @Nullable Object[]> columns) {
        jdbc.batchUpdate(sql, rows, BATCH, (statement, row) -> {
            @Nullable Object[] values = columns.apply(row);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
        });
    }

    private static @Nullable Object[] agent(UUID version, Projection.AgentRow row) {
        JsonNode agent = row.agent();
        return new @Nullable Object[] {
            row.id(),
            version,
            row.documentId(),
            row.name(),
            text(agent, "instructions"),
            json(agent, "stt"),
            json(agent, "llm"),
            json(agent, "tts"),
            json(agent, "vad"),
            json(agent, "metadata"),
            json(agent, "position")
        };
    }

    private static @Nullable Object[] tool(Projection.ToolRow row) {
        return new @Nullable Object[] {
            row.id(),
            row.agentId(),
            row.documentId(),
            row.toolType(),
            json(row.tool(), "config"),
            text(row.tool(), "display_name")
        };
    }

    private static @Nullable Object[] path(Projection.PathRow row) {
        return new @Nullable Object[] {
            row.id(),
            row.fromAgentId(),
            row.toAgentId(),
            row.documentId(),
            row.name(),
            text(row.path(), "description"),
            text(row.path(), "guard_condition"),
            json(row.path(), "metadata")
        };
    }

    private static @Nullable Object[] variable(Projection.VariableRow row) {
        JsonNode variable = row.variable();
        String dataType = text(variable, "data_type");
        return new @Nullable Object[] {
            row.id(),
            row.pathId(),
            row.name(),
            text(variable, "description"),
            variable.path("is_required").asBoolean(true),
            dataType == null ? "string" : dataType
        };
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isString() ? node.path(field).stringValue() : null;
    }

    private static @Nullable String json(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).toString() : null;
    }
}
