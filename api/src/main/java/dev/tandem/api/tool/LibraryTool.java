package dev.tandem.api.tool;

import dev.tandem.api.tool.ToolDefinitionRequest.StoredTool;
import dev.tandem.workflows.gate.ToolDefinition;
import dev.tandem.workflows.graph.Tool.SideEffect;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tool definition as the API shows it. */
record LibraryTool(
        UUID id,
        String toolType,
        String adapter,
        JsonNode config,
        JsonNode parameters,
        String description,
        String sideEffect,
        Instant createdAt,
        Instant updatedAt) {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    static LibraryTool of(ResultSet row, int number) throws SQLException {
        return new LibraryTool(
                row.getObject("id", UUID.class),
                row.getString("tool_type"),
                row.getString("adapter"),
                MAPPER.readTree(row.getString("config")),
                MAPPER.readTree(row.getString("parameters")),
                Objects.requireNonNullElse(row.getString("description"), ""),
                row.getString("side_effect"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    StoredTool stored() {
        SideEffect effect = SideEffect.valueOf(sideEffect.toUpperCase(Locale.ROOT));
        return new StoredTool(toolType, new ToolDefinition(adapter, config, parameters, description, effect));
    }
}
