package dev.tandem.workers.tool;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Keeps answers small enough for a prompt and a history. */
final class AnswerSize {

    /** The largest answer, in UTF-8 bytes of JSON. */
    static final int LARGEST = 16 * 1024;

    private static final JsonMapper JSON = JsonMapper.shared();

    private AnswerSize() {}

    /**
     * Returns the answer, or {@code {truncated: true, bytes: of the whole, text: its beginning}} if it is too large.
     */
    static JsonNode bounded(JsonNode answer) {
        String whole = JSON.writeValueAsString(answer);
        int bytes = whole.getBytes(StandardCharsets.UTF_8).length;
        if (bytes <= LARGEST) {
            return answer;
        }
        String text = answer.path("text").isString() && answer.size() == 1
                ? answer.path("text").asString()
                : whole;
        int length = Math.min(text.length(), LARGEST);
        JsonNode truncated = truncated(bytes, text, length);
        while (size(truncated) > LARGEST) { // escapes and other scripts take more than a byte a character
            length = length * 9 / 10;
            truncated = truncated(bytes, text, length);
        }
        return truncated;
    }

    private static int size(JsonNode node) {
        return JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8).length;
    }

    private static JsonNode truncated(int bytes, String text, int length) {
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return JsonNodeFactory.instance
                .objectNode()
                .put("truncated", true)
                .put("bytes", bytes)
                .put("text", text.substring(0, end));
    }
}
