package dev.tandem.workers.workspace;

import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.graph.Template;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The workspace variables for one use. A secret is opened when it is needed, and remembered so that it can be hidden.
 */
public final class OpenWorkspace {

    private static final String PREFIX = WorkspaceNames.WORKSPACE + ".";

    private final WorkspaceValues values;
    private final Vault vault;
    private final Map<String, String> opened = new ConcurrentHashMap<>();

    OpenWorkspace(WorkspaceValues values, Vault vault) {
        this.values = values;
        this.vault = vault;
    }

    /**
     * Returns the variable that a template's dotted name means; empty: it means something else.
     *
     * @throws UnavailableVariableException if it is not set or does not open
     */
    public Optional<JsonNode> named(String dotted) {
        return dotted.startsWith(PREFIX) ? Optional.of(value(dotted.substring(PREFIX.length()))) : Optional.empty();
    }

    /**
     * Returns a config with the variables filled in; the same config if it names none.
     *
     * @throws UnavailableVariableException if one is not set or does not open
     */
    public JsonNode filled(JsonNode config) {
        return WorkspaceNames.in(config).isEmpty() ? config : copy(config);
    }

    /** Returns whether a secret was opened, so that what comes back may hold it. */
    public boolean hasOpened() {
        return !opened.isEmpty();
    }

    /** Returns a redaction that hides what was opened until now. */
    public Redaction redaction() {
        return new Redaction(opened);
    }

    private JsonNode value(String name) {
        JsonNode setting = values.settings().get(name);
        return setting == null
                ? JsonNodeFactory.instance.stringNode(
                        opened.computeIfAbsent(name, secret -> vault.open(values.secrets(), secret)))
                : setting;
    }

    private JsonNode copy(JsonNode config) {
        return switch (config) {
            case ObjectNode object -> {
                ObjectNode filled = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> filled.set(entry.getKey(), copy(entry.getValue())));
                yield filled;
            }
            case ArrayNode array -> {
                ArrayNode filled = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> filled.add(copy(element)));
                yield filled;
            }
            default -> config.isString() ? JsonNodeFactory.instance.stringNode(text(config.stringValue())) : config;
        };
    }

    private String text(String template) {
        return Template.read(template) instanceof Template.Reading.Sound(Template read)
                        && read.render(this::filling) instanceof Template.Rendering.Text(String filled)
                ? filled
                : template;
    }

    /** Fills a name in. A name that means something else stays as it is written. */
    private JsonNode filling(String name) {
        return JsonNodeFactory.instance.stringNode(
                named(name).map(JsonNode::asString).orElse("{{" + name + "}}"));
    }
}
