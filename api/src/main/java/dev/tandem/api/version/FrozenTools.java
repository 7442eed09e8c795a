package dev.tandem.api.version;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.catalog.DiscoveredTool;
import dev.tandem.workflows.document.DocumentSchema;
import dev.tandem.workflows.gate.DiscoveredTools;
import dev.tandem.workflows.gate.LibraryTools;
import dev.tandem.workflows.gate.ToolDefinition;
import dev.tandem.workflows.gate.Workspace;
import dev.tandem.workflows.graph.Tool.SideEffect;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the library's tools beside a version's document, as they were when it was published. */
@Repository
class FrozenTools {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final TypeReference<Map<String, DiscoveredTool>> DISCOVERED = new TypeReference<>() {};

    private final JdbcClient jdbc;

    FrozenTools(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores the tools while the version is still a draft. The database refuses it afterwards. */
    void freeze(UUID version, JsonNode document, Workspace workspace) {
        jdbc.sql("""
            update workflow_version
            set tool_definitions = :frozen::jsonb, discovered_tools = :discovered::jsonb where id = :id
            """)
                .param("frozen", named(document, workspace).toString())
                .param("discovered", MAPPER.writeValueAsString(new TreeMap<>(workspace.discovered())))
                .param("id", version)
                .update();
    }

    /** Returns the library's tools that a document names, by tool type. */
    private static ObjectNode named(JsonNode document, Workspace workspace) {
        ObjectNode frozen = JsonNodeFactory.instance.objectNode();
        Set<String> named = LibraryTools.named(document);
        new TreeMap<>(workspace.tools()).forEach((toolType, tool) -> {
            if (named.contains(toolType)) {
                frozen.set(toolType, json(tool));
            }
        });
        return frozen;
    }

    /** Gives a draft the tools of the version that it is a copy of. */
    void keep(UUID draft, UUID source) {
        jdbc.sql("""
                        update workflow_version d
                        set kept_tools = case when s.status = 'draft' then s.kept_tools else s.tool_definitions end
                        from workflow_version s where d.id = :draft and s.id = :source
                        """).param("draft", draft).param("source", source).update();
    }

    /** Returns the tools that a draft may use: those of the library, and those that it kept and the library lost. */
    Workspace with(Workspace workspace, UUID draft) {
        Map<String, ToolDefinition> tools = jdbc.sql("select kept_tools::text from workflow_version where id = :draft")
                .param("draft", draft)
                .query(String.class)
                .optional()
                .map(FrozenTools::definitions)
                .orElseGet(TreeMap::new);
        tools.putAll(workspace.tools());
        return workspace.withTools(tools);
    }

    /**
     * Returns the tools that the version names; none for a draft.
     *
     * @throws ApiProblem 404
     */
    @Transactional(readOnly = true)
    public Map<String, ToolDefinition> of(UUID organization, UUID version) {
        return jdbc.sql("""
                        select tool_definitions::text from workflow_version
                        where id = :version and organization_id = :organization
                        """)
                .param("version", version)
                .param("organization", organization)
                .query(String.class)
                .optional()
                .map(FrozenTools::definitions)
                .orElseThrow(() -> ApiProblem.notFound("workflow version", version));
    }

    /**
     * Returns what servers said of the version's tools when it was published, by {@code <agent>/<tool>}; none for a draft.
     *
     * @throws ApiProblem 404
     */
    @Transactional(readOnly = true)
    public Map<String, DiscoveredTool> discovered(UUID organization, UUID version) {
        return jdbc.sql("""
            select discovered_tools::text from workflow_version
            where id = :version and organization_id = :organization
            """)
                .param("version", version)
                .param("organization", organization)
                .query(String.class)
                .optional()
                .map(discovered -> MAPPER.readValue(discovered, DISCOVERED))
                .orElseThrow(() -> ApiProblem.notFound("workflow version", version));
    }

    /** Returns the document of a version that was published, as calls follow it. */
    JsonNode writtenOut(UUID version) {
        return jdbc.sql("""
                        select config::text as config, tool_definitions::text as frozen,
                               discovered_tools::text as discovered
                        from workflow_version where id = :version
                        """)
                .param("version", version)
                .query((row, number) ->
                        writtenOut(row.getString("config"), row.getString("frozen"), row.getString("discovered")))
                .single();
    }

    /** Returns the document of a draft as calls would follow it if it were published now. */
    static JsonNode writtenOut(JsonNode document, Workspace workspace) {
        return writtenOut(
                document.toString(),
                named(document, workspace).toString(),
                MAPPER.writeValueAsString(new TreeMap<>(workspace.discovered())));
    }

    /** Reads a document that has its tools written out. */
    static JsonNode read(String document) {
        return DocumentSchema.current(MAPPER.readTree(document));
    }

    /** Returns a document as calls follow it, with the library's tools and what servers said of theirs written out. */
    static JsonNode writtenOut(String config, String frozen, String discovered) {
        JsonNode whole = LibraryTools.writtenOut(DocumentSchema.current(MAPPER.readTree(config)), definitions(frozen));
        return DiscoveredTools.frozenInto(whole, MAPPER.readValue(discovered, DISCOVERED));
    }

    /** Reads the definitions by tool type, in their order. */
    private static Map<String, ToolDefinition> definitions(String frozen) {
        Map<String, ToolDefinition> tools = new TreeMap<>();
        MAPPER.readTree(frozen).properties().forEach(entry -> tools.put(entry.getKey(), definition(entry.getValue())));
        return tools;
    }

    private static ObjectNode json(ToolDefinition tool) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("adapter", tool.adapter())
                .put("description", tool.description())
                .put("side_effect", tool.sideEffect().wireName());
        json.set("config", tool.config());
        json.set("parameters", tool.parameters());
        return json;
    }

    private static ToolDefinition definition(JsonNode json) {
        return new ToolDefinition(
                json.path("adapter").stringValue(),
                json.path("config"),
                json.path("parameters"),
                json.path("description").stringValue(),
                SideEffect.valueOf(json.path("side_effect").stringValue().toUpperCase(Locale.ROOT)));
    }
}
