package dev.tandem.workers.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workers.llm.http.PromptText;
import dev.tandem.workers.llm.http.PromptText.Turn;
import dev.tandem.workers.llm.http.RemoteConfig;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a prompt as a request of Chat Completions. */
final class ChatRequest {

    private static final String ROLE = "role";
    private static final String CONTENT = "content";
    private static final String FUNCTION = "function";

    private ChatRequest() {}

    static ChatCompletionCreateParams of(PromptText prompt, RemoteConfig config, boolean vendors) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", config.model());
        tools(prompt, body);
        messages(prompt, body.putArray("messages"));
        if (config.temperature() != null) {
            body.put("temperature", config.temperature());
        }
        if (config.maxTokens() != null) {
            // OpenAI's newer models refuse the old name, and most other servers do not know the new one.
            body.put(vendors ? "max_completion_tokens" : "max_tokens", config.maxTokens());
        }
        body.putObject("stream_options").put("include_usage", true);
        try {
            return ChatCompletionCreateParams.builder()
                    .body(ObjectMappers.jsonMapper().readValue(body.toString(), ChatCompletionCreateParams.Body.class))
                    .build();
        } catch (JsonProcessingException never) {
            throw new IllegalStateException("the SDK does not read a request", never);
        }
    }

    private static void tools(PromptText prompt, ObjectNode body) {
        if (prompt.tools().isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        for (ToolSpec tool : prompt.tools()) {
            ObjectNode function = tools.addObject().put("type", FUNCTION).putObject(FUNCTION);
            function.put("name", tool.name()).put("description", tool.description());
            function.set("parameters", tool.parameters());
        }
    }

    private static void messages(PromptText prompt, ArrayNode messages) {
        messages.addObject().put(ROLE, "system").put(CONTENT, prompt.system());
        for (Turn turn : prompt.turns()) {
            switch (turn) {
                case Turn.Caller(String text) ->
                    messages.addObject().put(ROLE, "user").put(CONTENT, text);
                case Turn.Agent(String text) ->
                    messages.addObject().put(ROLE, "assistant").put(CONTENT, text);
                case Turn.Tool tool -> {
                    ObjectNode call = messages.addObject()
                            .put(ROLE, "assistant")
                            .putArray("tool_calls")
                            .addObject();
                    call.put("id", tool.id())
                            .put("type", FUNCTION)
                            .putObject(FUNCTION)
                            .put("name", tool.name())
                            .put("arguments", tool.arguments().toString());
                    messages.addObject()
                            .put(ROLE, "tool")
                            .put("tool_call_id", tool.id())
                            .put(CONTENT, tool.result());
                }
            }
        }
        messages.addObject().put(ROLE, "user").put(CONTENT, prompt.now());
    }
}
