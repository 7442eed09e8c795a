package dev.tandem.workers.llm;

import dev.tandem.workers.provider.ProviderUsage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A language model that streams and may ask for tools. Thread-safe: one serves all calls. */
public interface LanguageModel {

    /**
     * Answers; blocks until the answer is complete, and hands its parts to the sink as they come, on this thread or one
     * at a time. Cancelled, it ends its request within 100 ms, and hands over nothing after it has returned.
     *
     * @throws ModelException if it cannot answer; parts that were handed over stand
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

    /** What it can do with its config. */
    default Capabilities capabilities() {
        return Capabilities.TOOLS;
    }

    /**
     * Told what a conversation will offer, before anybody waits for an answer: time to load what that needs. May block.
     *
     * @throws ModelException if what is needed cannot be loaded
     */
    default void prepare(List<ToolSpec> tools) {}

    /**
     * What a model can do.
     *
     * @param tools whether it may ask for tools: without them an agent only talks
     * @param parallelTools whether it may ask for several in one answer, which then run side by side
     * @param images whether it reads images; nothing sends it any
     */
    record Capabilities(boolean tools, boolean parallelTools, boolean images) {

        /** Tools, several at a time, and no images. */
        public static final Capabilities TOOLS = new Capabilities(true, true, false);
    }

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

        /** With these messages instead. */
        public Request with(List<Message> otherMessages) {
            return new Request(agent, instructions, language, timeZone, now, variables, otherMessages, tools, config);
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

    /** Why an answer ended. */
    enum FinishReason {
        /** The model had said what it wanted to say. */
        STOP,
        /** It waits for the tools that it asked for. */
        TOOL_CALLS,
        /** It may not write more: the answer lacks its end. */
        LENGTH,
        /** A content filter cut it off. */
        FILTERED
    }

    /** Takes an answer's parts, in order. */
    interface Sink {
        void text(String delta);

        /** Told once for each tool, when its arguments are complete; tools of one answer run side by side. */
        void toolCall(String name, JsonNode arguments);

        /** What the answer used; told once, where the provider says it. */
        default void usage(ProviderUsage.Tokens tokens) {}

        /** Told last, where the model says it. */
        default void finished(FinishReason reason) {}
    }
}
