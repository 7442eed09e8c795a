package dev.tandem.workflows.document.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a document apart. The document may have faults: a part without an id is identified by its place, the second
 * part with an id by its number, and a list that holds anything but objects counts as a plain field.
 */
final class DocumentParts {

    private final Part root;
    private final Map<String, Part> agents = new LinkedHashMap<>();
    private final Map<String, Part> tools = new LinkedHashMap<>();
    private final Map<String, Part> paths = new LinkedHashMap<>();
    private final Map<String, Part> variables = new LinkedHashMap<>();

    private DocumentParts(JsonNode document) {
        ObjectNode fields = copy(document);
        Map<String, List<String>> order = new HashMap<>();
        order.put("variables", variables(fields, null));
        order.put("agents", agents(fields));
        nameEntry(fields, order.getOrDefault("agents", List.of()));
        root = new Part("", "", null, fields, order);
    }

    static DocumentParts of(JsonNode document) {
        return new DocumentParts(document);
    }

    Part root() {
        return root;
    }

    Map<String, Part> agents() {
        return agents;
    }

    Map<String, Part> tools() {
        return tools;
    }

    Map<String, Part> paths() {
        return paths;
    }

    Map<String, Part> variables() {
        return variables;
    }

    /**
     * Writes down which agent answers: the first one, unless the document names another. A new agent in front of the
     * others then shows as a change of this field.
     */
    private static void nameEntry(ObjectNode document, List<String> agents) {
        if (!document.hasNonNull("entry_agent_id") && !agents.isEmpty()) {
            document.put("entry_agent_id", agents.getFirst());
        }
    }

    private List<String> agents(ObjectNode document) {
        List<String> keys = new ArrayList<>();
        for (JsonNode agent : taken(document, "agents")) {
            ObjectNode fields = copy(agent);
            String id = takenId(fields, "#" + keys.size());
            String key = free(agents, id);
            Map<String, List<String>> order = new HashMap<>();
            order.put("tools", tools(fields, key));
            order.put("paths", paths(fields, key));
            agents.put(key, new Part(key, name(fields, key), null, fields, order));
            keys.add(key);
        }
        return keys;
    }

    private List<String> tools(ObjectNode agent, String owner) {
        List<String> keys = new ArrayList<>();
        for (JsonNode tool : taken(agent, "tools")) {
            ObjectNode fields = copy(tool);
            String name = name(fields, fields.path("tool_type").asString(""));
            String key = free(tools, takenId(fields, owner + "/" + name));
            tools.put(key, new Part(key, name, owner, fields, Map.of()));
            keys.add(key);
        }
        return keys;
    }

    private List<String> paths(ObjectNode agent, String owner) {
        List<String> keys = new ArrayList<>();
        for (JsonNode path : taken(agent, "paths")) {
            ObjectNode fields = copy(path);
            String key = free(paths, takenId(fields, owner + "#" + keys.size()));
            List<String> order = variables(fields, key);
            paths.put(key, new Part(key, name(fields, key), owner, fields, Map.of("required_variables", order)));
            keys.add(key);
        }
        return keys;
    }

    /**
     * Takes out variables.
     *
     * @param path the path that requires them; null: the document declares them
     */
    private List<String> variables(ObjectNode owner, @Nullable String path) {
        List<String> keys = new ArrayList<>();
        for (JsonNode variable : taken(owner, path == null ? "variables" : "required_variables")) {
            ObjectNode fields = copy(variable);
            String name = name(fields, "#" + keys.size());
            String key = free(variables, path == null ? name : path + "/" + name);
            String id = path == null ? key : key.substring(path.length() + 1);
            variables.put(key, new Part(id, name, path, fields, Map.of()));
            keys.add(key);
        }
        return keys;
    }

    /** Takes a list of objects out of its owner. */
    private static List<JsonNode> taken(ObjectNode owner, String list) {
        JsonNode entries = owner.path(list);
        boolean hasParts = entries.isArray()
                && StreamSupport.stream(entries.spliterator(), false).allMatch(JsonNode::isObject);
        if (!hasParts) {
            return List.of();
        }
        owner.remove(list);
        return List.copyOf(entries.values());
    }

    private static String takenId(ObjectNode fields, String otherwise) {
        JsonNode id = fields.path("id");
        if (!id.isString() || id.stringValue().isEmpty()) {
            return otherwise;
        }
        fields.remove("id");
        return id.stringValue();
    }

    private static String name(ObjectNode fields, String otherwise) {
        JsonNode name = fields.path("name");
        return name.isString() && !name.stringValue().isEmpty() ? name.stringValue() : otherwise;
    }

    private static String free(Map<String, Part> taken, String wanted) {
        String key = wanted;
        for (int n = 2; taken.containsKey(key); n++) {
            key = wanted + "#" + n;
        }
        return key;
    }

    private static ObjectNode copy(JsonNode node) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        node.forEachEntry(copy::set);
        return copy;
    }
}
