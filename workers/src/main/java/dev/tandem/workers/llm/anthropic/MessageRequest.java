package dev.tandem.workers.llm.anthropic;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workers.llm.http.PromptText;
import dev.tandem.workers.llm.http.PromptText.Turn;
import dev.tandem.workers.llm.http.RemoteConfig;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a prompt as a request of the Messages API. Two places end what the provider caches: the system text, with the
 * tools before it, and the conversation, behind which only the time and what is known stand.
 */
final class MessageRequest {

    /** The API wants a limit. An answer in speech is far shorter. */
    private static final long MOST_TOKENS = 1_024;

    private static final String ROLE = "role";
    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";
    private static final String CONTENT = "content";
    private static final String TYPE = "type";
    private static final String TEXT = "text";

    private MessageRequest() {}

    static MessageCreateParams of(PromptText prompt, RemoteConfig config) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", config.model());
        Long most = config.maxTokens();
        body.put("max_tokens", most == null ? MOST_TOKENS : most);
        tools(prompt, body);
        cached(text(body.putArray("system").addObject(), prompt.system()));
        messages(prompt, body.putArray("messages"));
        Double temperature = config.temperature();
        if (temperature != null) {
            body.put("temperature", temperature);
        }
        try {
            return MessageCreateParams.builder()
                    .body(ObjectMappers.jsonMapper().readValue(body.toString(), MessageCreateParams.Body.class))
                    .build();
        } catch (JsonProcessingException never) {
            throw new IllegalStateException("the SDK does not read a request", never);
        }
    }

    private static void tools(PromptText prompt, ObjectNode body) {
        if (prompt.tools().isEmpty()) {
            called(prompt, body);
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (ToolSpec tool : prompt.tools()) {
            tools.addObject()
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .set("input_schema", tool.parameters());
        }
    }

    /**
     * Names the tools that were called before, where none may be called now. The API refuses a conversation with calls
     * of tools that the request does not name.
     */
    private static void called(PromptText prompt, ObjectNode body) {
        Set<String> names = prompt.turns().stream()
                .filter(Turn.Tool.class::isInstance)
                .map(turn -> ((Turn.Tool) turn).name())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!names.isEmpty()) {
            ArrayNode tools = body.putArray("tools");
            for (String name : names) {
                tools.addObject().put("name", name).putObject("input_schema").put(TYPE, "object");
            }
            body.putObject("tool_choice").put(TYPE, "none");
        }
    }

    private static void messages(PromptText prompt, ArrayNode messages) {
        ObjectNode last = JsonNodeFactory.instance.objectNode();
        for (Turn turn : prompt.turns()) {
            last = switch (turn) {
                case Turn.Caller(String text) -> text(block(messages, USER), text);
                case Turn.Agent(String text) -> text(block(messages, ASSISTANT), text);
                case Turn.Tool tool -> {
                    block(messages, ASSISTANT)
                            .put(TYPE, "tool_use")
                            .put("id", tool.id())
                            .put("name", tool.name())
                            .set(
                                    "input",
                                    tool.arguments().isObject()
                                            ? tool.arguments()
                                            : JsonNodeFactory.instance.objectNode());
                    yield block(messages, USER)
                            .put(TYPE, "tool_result")
                            .put("tool_use_id", tool.id())
                            .put(CONTENT, tool.result());
                }
            };
        }
        cached(last);
        text(block(messages, USER), prompt.now());
    }

    /** Returns a new block of the last message, if that has the role; else of a new message. */
    private static ObjectNode block(ArrayNode messages, String role) {
        boolean same = !messages.isEmpty()
                && messages.get(messages.size() - 1).path(ROLE).asString("").equals(role);
        ArrayNode content = same
                ? (ArrayNode) messages.get(messages.size() - 1).path(CONTENT)
                : messages.addObject().put(ROLE, role).putArray(CONTENT);
        return content.addObject();
    }

    private static ObjectNode text(ObjectNode block, String text) {
        // The API refuses a block without text.
        return block.put(TYPE, TEXT).put(TEXT, text.isBlank() ? "…" : text);
    }

    private static void cached(ObjectNode block) {
        block.putObject("cache_control").put(TYPE, "ephemeral");
    }
}
