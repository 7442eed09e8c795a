package dev.tandem.workers.tool.http;

import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.workspace.OpenWorkspace;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a call's arguments in the place of {@code {{argument}}}, workspace variables in that of {@code
 * {{workspace.NAME}}}. What a caller said is data there and nothing else: it
 * ends no path segment, adds no parameter, closes no quote.
 */
record RequestTemplate(JsonNode arguments, OpenWorkspace workspace) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([\\w.-]+)\\s*}}");
    private static final Pattern URL = Pattern.compile("(https?://[^/?#{}\\s]+)((?:[/?][^#]*)?)");

    /** A url with its arguments percent-encoded. */
    String url(String template) {
        Matcher url = URL.matcher(template);
        if (!url.matches()) {
            throw HttpConfig.faulty("url must be http(s)://host/…, with {{argument}} behind the host only");
        }
        StringBuilder filled = new StringBuilder(url.group(1));
        Matcher placeholder = PLACEHOLDER.matcher(url.group(2));
        int end = 0;
        while (placeholder.find()) {
            String value = argument(placeholder.group(1))
                    .orElseThrow(() -> new ToolFault(
                            ToolFault.Kind.REFUSED, "the url needs the argument " + placeholder.group(1)));
            filled.append(url.group(2), end, placeholder.start()).append(segment(value));
            end = placeholder.end();
        }
        return filled.append(url.group(2).substring(end)).toString();
    }

    /** A text with its arguments; empty where one of them is not there. */
    Optional<String> text(String template) {
        StringBuilder filled = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(template);
        int end = 0;
        while (placeholder.find()) {
            Optional<String> value = argument(placeholder.group(1));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            filled.append(template, end, placeholder.start()).append(value.get());
            end = placeholder.end();
        }
        return Optional.of(filled.append(template.substring(end)).toString());
    }

    /** JSON with its arguments; a field or an element whose argument is not there is left out. */
    JsonNode json(JsonNode template) {
        if (template.isObject()) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            template.properties().forEach(entry -> {
                JsonNode value = json(entry.getValue());
                if (!value.isMissingNode()) {
                    filled.set(entry.getKey(), value);
                }
            });
            return filled;
        }
        if (template.isArray()) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            template.forEach(element -> {
                JsonNode value = json(element);
                if (!value.isMissingNode()) {
                    filled.add(value);
                }
            });
            return filled;
        }
        return template.isString() ? string(template.asString()) : template;
    }

    private JsonNode string(String template) {
        Matcher whole = PLACEHOLDER.matcher(template);
        if (whole.matches()) {
            return value(whole.group(1));
        }
        return text(template)
                .<JsonNode>map(JsonNodeFactory.instance::stringNode)
                .orElse(JsonNodeFactory.instance.missingNode());
    }

    private Optional<String> argument(String name) {
        JsonNode value = value(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(value.isValueNode() ? value.asString() : value.toString());
    }

    private JsonNode value(String name) {
        return workspace.named(name).orElseGet(() -> arguments.path(name));
    }

    /** Percent-encoded; dots alone would climb in the path, encoded or not. */
    private static String segment(String value) {
        if (value.isEmpty() || value.equals(".") || value.equals("..")) {
            throw new ToolFault(ToolFault.Kind.REFUSED, "\"" + value + "\" cannot stand in a url");
        }
        return encoded(value);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
