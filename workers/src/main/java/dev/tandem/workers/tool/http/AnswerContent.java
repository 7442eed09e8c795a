package dev.tandem.workers.tool.http;

import dev.tandem.workers.tool.ToolFault;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Finds out what an answer is. JSON is recognised by its type or by itself, whatever its type; a text is
 * {@code {"text": …}}; nothing is null. Markup is meant for a browser, and no answer.
 */
final class AnswerContent {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** How the first lines of HTML and XML look. */
    private static final Pattern MARKUP = Pattern.compile("<(?:[!?/]|[A-Za-z][\\w:-]*[\\s/>])");

    private AnswerContent() {}

    /** @throws ToolFault if nobody can make use of it */
    static JsonNode of(MediaTypeName type, String text) {
        String told = text.strip();
        if (told.isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        JsonNode content = read(type, told);
        if (!content.isMissingNode()) {
            return content;
        }
        if (isMarkup(type, told)) {
            throw unreadable(
                    "the service answered with a web page or XML instead of data; check the url and the login");
        }
        throw unreadable(
                type.isJson()
                        ? "the service says that its answer is JSON, and it is not"
                        : "the service answered with " + type.name() + ", which is neither JSON nor text");
    }

    /** Returns what an answer says, or {@code otherwise} if nobody can make use of it. */
    static JsonNode orElse(MediaTypeName type, String text, JsonNode otherwise) {
        JsonNode content = read(type, text.strip());
        return content.isMissingNode() ? otherwise : content;
    }

    /** Returns JSON, or a text as {@code {"text": …}}; missing: it is neither. */
    private static JsonNode read(MediaTypeName type, String told) {
        JsonNode json = mayBeJson(type, told) ? parsed(told) : JsonNodeFactory.instance.missingNode();
        boolean isText = (type.isSilent() || type.isText()) && !isMarkup(type, told) && told.indexOf('\0') < 0;
        return json.isMissingNode() && isText
                ? JsonNodeFactory.instance.objectNode().put("text", told)
                : json;
    }

    /** A number or a word alone is JSON only where the type says so. */
    private static boolean mayBeJson(MediaTypeName type, String told) {
        return type.isJson() || told.startsWith("{") || told.startsWith("[");
    }

    private static JsonNode parsed(String told) {
        try {
            return JSON.readTree(told);
        } catch (JacksonException notJson) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static boolean isMarkup(MediaTypeName type, String told) {
        return type.isMarkup() || MARKUP.matcher(told).lookingAt();
    }

    private static ToolFault unreadable(String why) {
        return new ToolFault(ToolFault.Kind.UNREADABLE, why);
    }
}
