package dev.tandem.workers.llm;

import java.time.Instant;
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
     * Sums a conversation up for an agent that goes on with it, as {@link #answer} answers. The request's own
     * instructions and tools are those of the agent that the call leaves.
     *
     * @throws ModelException if it cannot
     * @throws InterruptedException if the thread was interrupted: the way to cancel
     */
    default void summarise(Request request, Sink sink) throws InterruptedException {
        answer(SummaryPrompt.of(request), sink);
    }

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
     * @param now by the call's own clock
     * @param variables what the call knows, by name
     * @param config the provider's object in the document, its secrets opened: only for the provider
     */
    record Request(
            String agent,
            String instructions,
            String language,
            String timeZone,
            Instant now,
            Map<String, JsonNode> variables,
            List<Message> messages,
            List<ToolSpec> tools,
            JsonNode config) {

        public Request {
            variables = Map.copyOf(variables);
            messages = List.copyOf(messages);
            tools = List.copyOf(tools);
        }

        /** Where nobody speaks of days and times. */
        public Request(
                String agent,
                String instructions,
                String language,
                String timeZone,
                Map<String, JsonNode> variables,
                List<Message> messages,
                List<ToolSpec> tools,
                JsonNode config) {
            this(agent, instructions, language, timeZone, Instant.EPOCH, variables, messages, tools, config);
        }

        /** With this config instead. */
        public Request with(JsonNode otherConfig) {
            return new Request(agent, instructions, language, timeZone, now, variables, messages, tools, otherConfig);
        }

        /** Without what was said, and without a config that may hold a key. */
        @Override
        public String toString() {
            return "Request[" + agent + ", " + messages.size() + " messages]";
        }
    }

    /** One message of the conversation. */
    sealed interface Message {

        record Caller(String text) implements Message {}

        /** What was really heard of the agent; the agent's name, for conversations of several. */
        record Agent(String agent, String text, boolean interrupted) implements Message {}

        /** What was said before, summed up: the agent that led that conversation has handed the call over. */
        record Summary(String text) implements Message {}

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
