package dev.tandem.workers.workspace;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts {@code [secret NAME]} in the place of a secret in what came back. It finds a secret as it is, or as URLs or JSON
 * write it.
 */
public final class Redaction {

    private record Form(String text, String instead) {}

    private final List<Form> forms;

    Redaction(Map<String, String> secrets) {
        // The longest come first: a secret may be part of a form of another one.
        this.forms = secrets.entrySet().stream()
                .flatMap(secret -> forms(secret.getValue(), "[secret " + secret.getKey() + "]"))
                .sorted(Comparator.comparingInt((Form form) -> form.text().length())
                        .reversed())
                .toList();
    }

    private static Stream<Form> forms(String secret, String instead) {
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return Stream.of(
                        secret,
                        secret.strip(),
                        form,
                        form.replace("+", "%20"),
                        String.valueOf(JsonStringEncoder.getInstance().quoteAsCharArray(secret)))
                .distinct()
                .map(text -> new Form(text, instead));
    }

    public String text(String text) {
        String hidden = text;
        for (Form form : forms) {
            hidden = hidden.replace(form.text(), form.instead());
        }
        return hidden;
    }

    /** Hides secrets in every text and every key, at any depth. A number that holds a secret becomes text. */
    public JsonNode json(JsonNode value) {
        if (forms.isEmpty()) {
            return value;
        }
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode hidden = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(entry -> hidden.set(text(entry.getKey()), json(entry.getValue())));
                yield hidden;
            }
            case ArrayNode array -> {
                ArrayNode hidden = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> hidden.add(json(element)));
                yield hidden;
            }
            default -> scalar(value);
        };
    }

    private JsonNode scalar(JsonNode value) {
        String text = value.asString("");
        String hidden = text(text);
        return hidden.equals(text) ? value : JsonNodeFactory.instance.stringNode(hidden);
    }
}
