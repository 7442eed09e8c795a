package dev.tandem.api.projection;

import dev.tandem.api.projection.RowIds.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns a document's parts into rows. A draft may have faults: a part that lacks what its row needs, or that repeats an
 * id, has no row, and neither have the parts that belong to it.
 */
record Projection(List<AgentRow> agents, List<ToolRow> tools, List<PathRow> paths, List<VariableRow> variables) {

    record AgentRow(UUID id, String documentId, String name, JsonNode agent) {}

    record ToolRow(UUID id, UUID agentId, String documentId, String toolType, JsonNode tool) {}

    /** @param toAgentId null if the path ends the call */
    record PathRow(
            UUID id, UUID fromAgentId, @Nullable UUID toAgentId, String documentId, String name, JsonNode path) {}

    record VariableRow(UUID id, UUID pathId, String name, JsonNode variable) {}

    static Projection of(UUID version, JsonNode document) {
        return new Builder(version).build(document);
    }

    private static final class Builder {

        private final UUID version;
        private final Map<String, AgentRow> agents = new HashMap<>();
        private final Set<UUID> used = new HashSet<>();
        private final List<AgentRow> agentRows = new ArrayList<>();
        private final List<ToolRow> tools = new ArrayList<>();
        private final List<PathRow> paths = new ArrayList<>();
        private final List<VariableRow> variables = new ArrayList<>();

        Builder(UUID version) {
            this.version = version;
        }

        Projection build(JsonNode document) {
            document.path("agents").forEach(this::agent);
            agentRows.forEach(agent -> {
                agent.agent().path("tools").forEach(tool -> tool(agent, tool));
                agent.agent().path("paths").forEach(path -> path(agent, path));
            });
            return new Projection(agentRows, tools, paths, variables);
        }

        private void agent(JsonNode agent) {
            String documentId = text(agent, "id");
            String name = text(agent, "name");
            UUID id = RowIds.of(version, Kind.AGENT, documentId);
            if (!documentId.isEmpty() && !name.isEmpty() && used.add(id)) {
                AgentRow row = new AgentRow(id, documentId, name, agent);
                agents.put(documentId, row);
                agentRows.add(row);
            }
        }

        /** Adds a tool. Without an id, the name that the model sees identifies it in its agent. */
        private void tool(AgentRow agent, JsonNode tool) {
            String toolType = text(tool, "tool_type");
            String name = text(tool, "name").isEmpty() ? toolType : text(tool, "name");
            String documentId = text(tool, "id").isEmpty() ? agent.documentId() + "/" + name : text(tool, "id");
            UUID id = RowIds.of(version, Kind.TOOL, documentId);
            if (!toolType.isEmpty() && used.add(id)) {
                tools.add(new ToolRow(id, agent.id(), documentId, toolType, tool));
            }
        }

        private void path(AgentRow from, JsonNode path) {
            String documentId = text(path, "id");
            String name = text(path, "name");
            UUID id = RowIds.of(version, Kind.PATH, documentId);
            AgentRow to = agents.get(text(path, "target_agent_id"));
            boolean leadsSomewhere = to != null || path.path("target").isObject();
            if (!documentId.isEmpty() && !name.isEmpty() && leadsSomewhere && used.add(id)) {
                paths.add(new PathRow(id, from.id(), to == null ? null : to.id(), documentId, name, path));
                path.path("required_variables").forEach(variable -> variable(id, documentId, variable));
            }
        }

        private void variable(UUID path, String pathDocumentId, JsonNode variable) {
            String name = text(variable, "name");
            UUID id = RowIds.of(version, Kind.VARIABLE, pathDocumentId + "/" + name);
            if (!name.isEmpty() && used.add(id)) {
                variables.add(new VariableRow(id, path, name, variable));
            }
        }

        private static String text(JsonNode node, String field) {
            return node.path(field).isString() ? node.path(field).stringValue() : "";
        }
    }
}
