package dev.tandem.workers.llm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A language model that streams and may ask for tools. Thread-safe: one serves all calls. */
public interface LanguageModel extends AutoCloseable {

    /**
     * Answers; blocks until the answer is complete, and hands its parts to the sink as they come.
     *
     * @throws ModelException if it cannot answer
     * @throws InterruptedException if the thread was interrupted: the way to cancel
     */
    void answer(Request request, Sink sink) throws InterruptedException;

    /**
     * Told what a conversation will offer, before anybody waits for an answer: time to load what that needs. May block.
     *
     * @throws ModelException if what is needed cannot be loaded
     */
    default void prepare(List<ToolSpec> tools) {}

    @Override
    void close();

    /**
     * @param agent name of the agent that speaks
     * @param instructions the system prompt, templates resolved
     * @param language BCP 47
     * @param timeZone IANA, for dates in speech
     * @param variables what the call knows, by name
     */
    record Request(
            String agent,
            String instructions,
            String language,
            String timeZone,
            Map<String, JsonNode> variables,
            List<Message> messages,
            List<ToolSpec> tools,
            JsonNode config) {

        public Request {
            variables = Map.copyOf(variables);
            messages = List.copyOf(messages);
            tools = List.copyOf(tools);
        }
    }

    /** One message of the conversation. */
    sealed interface Message {

        record Caller(String text) implements Message {}

        /** What was really heard of the agent; the agent's name, for conversations of several. */
        record Agent(String agent, String text, boolean interrupted) implements Message {}

        record ToolCalled(String id, String name, JsonNode arguments) implements Message {}

        /** @param result the tool's JSON, or {@code {"error": …}}, or {@code {"rejected": {missing, invalid, reason}}} for a path */
        record ToolReturned(String id, String name, JsonNode result) implements Message {}
    }

    /**
     * A tool that the model may ask for; paths are offered as {@code transfer_to_…}.
     *
     * @param parameters JSON Schema (properties may carry {@code x-data-type}: the variable's data type)
     * @param sayResult Mustache over the result, for a model that needs a template; null: none
     */
    record ToolSpec(
            String name,
            String description,
            JsonNode parameters,
            @Nullable String sayResult) {}

    /** Takes an answer's parts, in order. */
    interface Sink {
        void text(String delta);

        void toolCall(String name, JsonNode arguments);
    }
}
