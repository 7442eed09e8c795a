package dev.tandem.workers.tool;

import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workflows.graph.Template;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Replaces {@code {{argument}}} by a call's arguments, and {@code {{workspace.NAME}}} by workspace variables. What a
 * caller said stays data: it cannot end a path segment, add a parameter or close a quote.
 */
public record RequestTemplate(JsonNode arguments, OpenWorkspace workspace) {

    private static final Pattern URL = Pattern.compile("(https?://[^/?#{}\\s]+)((?:[/?][^#]*)?)");

    /** Returns a url with its arguments percent-encoded. */
    public String url(String template) {
        Matcher url = URL.matcher(template);
        if (!url.matches()) {
            throw ToolFault.ofConfig("url must be http(s)://host/…, with {{argument}} behind the host only");
        }
        return switch (read(url.group(2)).render(name -> insertion(name, RequestTemplate::segment))) {
            case Template.Rendering.Text(String filled) -> url.group(1) + filled;
            case Template.Rendering.Unresolved(List<String> names) ->
                throw new ToolFault(ToolFault.Kind.REFUSED, "the url needs the argument " + names.getFirst());
        };
    }

    /** Returns a text with its arguments; empty if one of them is missing. */
    public Optional<String> text(String template) {
        return text(read(template));
    }

    /** Returns the texts of a query entry: one for each element where it is nothing but a list; none if one is missing. */
    public List<String> texts(String template) {
        Template read = read(template);
        Optional<JsonNode> list = read.onlyName().map(this::value).filter(JsonNode::isArray);
        return list.isPresent()
                ? list.get().values().stream()
                        .filter(element -> !element.isNull())
                        .map(RequestTemplate::plain)
                        .toList()
                : text(read).stream().toList();
    }

    private Optional<String> text(Template template) {
        return template.render(name -> insertion(name, value -> value))
                        instanceof Template.Rendering.Text(String filled)
                ? Optional.of(filled)
                : Optional.empty();
    }

    /** Returns JSON with its arguments. A field or an element whose argument is missing is left out. */
    public JsonNode json(JsonNode template) {
        return new JsonTemplate(arguments, workspace).filled(template);
    }

    private static Template read(String template) {
        return switch (Template.read(template)) {
            case Template.Reading.Sound(Template sound) -> sound;
            case Template.Reading.Malformed(String message) -> throw ToolFault.ofConfig(message);
        };
    }

    /** Returns a value as text; objects and lists as their JSON. */
    private JsonNode insertion(String name, UnaryOperator<String> encoding) {
        JsonNode value = value(name);
        return value.isMissingNode() || value.isNull()
                ? JsonNodeFactory.instance.missingNode()
                : JsonNodeFactory.instance.stringNode(encoding.apply(plain(value)));
    }

    private static String plain(JsonNode value) {
        return value.isValueNode() ? value.asString() : value.toString();
    }

    private JsonNode value(String name) {
        return new JsonTemplate(arguments, workspace).value(name);
    }

    /** Percent-encodes a segment. Dots alone are refused: they would climb in the path, encoded or not. */
    private static String segment(String value) {
        if (value.isEmpty() || value.equals(".") || value.equals("..")) {
            throw new ToolFault(ToolFault.Kind.REFUSED, "\"" + value + "\" cannot stand in a url");
        }
        return encoded(value);
    }

    /** Percent-encodes a value for a query. */
    public static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
