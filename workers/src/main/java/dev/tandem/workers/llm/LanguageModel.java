package dev.tandem.workers.llm;

import dev.tandem.workers.provider.ProviderNews;
import dev.tandem.workers.provider.ProviderUsage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A language model that streams and may ask for tools. Thread-safe: one serves all calls. */
public interface LanguageModel {

    /**
     * Answers; blocks until the answer is complete, and hands its parts to the sink as they come, on this thread or one
     * at a time. When it is cancelled, it ends its request within 100 ms, and hands over nothing after it has returned.
     *
     * @throws ModelException if it cannot answer; parts that were handed over stand
     * @throws InterruptedException if the thread was interrupted, which is how to cancel
     */
    void answer(Request request, Sink sink) throws InterruptedException;

    /**
     * Summarises a conversation for an agent that continues it, in the same way as {@link #answer} answers. The
     * request's own instructions and tools are those of the agent that the call leaves.
     *
     * @throws ModelException if it cannot summarise
     * @throws InterruptedException if the thread was interrupted, which is how to cancel
     */
    default void summarise(Request request, Sink sink) throws InterruptedException {
        answer(SummaryPrompt.of(request), sink);
    }

    /** Returns what the model can do with its config. */
    default Capabilities capabilities() {
        return Capabilities.TOOLS;
    }

    /**
     * Learns what a conversation will offer, before anybody waits for an answer, and may load what that needs. May
     * block.
     *
     * @throws ModelException if what is needed cannot be loaded
     */
    default void prepare(List<ToolSpec> tools) {}

    /**
     * Begins to open the connection that the next answer would otherwise wait for, if there is none; returns at once. Called when a
     * call is placed and whenever an agent begins to wait for its caller. What goes wrong shows when it is used.
     */
    default void connect() {}

    /**
     * The abilities of a model.
     *
     * @param tools whether it may ask for tools: without them an agent only talks
     * @param parallelTools whether it may ask for several in one answer, which then run side by side
     * @param images whether it reads images; nothing sends it any
     */
    record Capabilities(boolean tools, boolean parallelTools, boolean images) {

        /** The capabilities of a model that takes tools, several at a time, and no images. */
        public static final Capabilities TOOLS = new Capabilities(true, true, false);
    }

    /**
     * A question to the model.
     *
     * @param agent name of the agent that speaks
     * @param instructions the system prompt, templates resolved
     * @param language BCP 47
     * @param timeZone IANA, for dates in speech
     * @param now by the call's own clock
     * @param variables what the call knows, by name
     * @param messages of the conversation, in order. The last ones may be words of agents that are just being said: those
     *     of a path, and the agent's greeting. The answer goes on behind them, or is empty
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

        /** Creates a request where nobody speaks of days and times. */
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

        /** Returns the same request with this config instead. */
        public Request with(JsonNode otherConfig) {
            return new Request(agent, instructions, language, timeZone, now, variables, messages, tools, otherConfig);
        }

        /** Returns the same request with these messages. */
        public Request with(List<Message> otherMessages) {
            return new Request(agent, instructions, language, timeZone, now, variables, otherMessages, tools, config);
        }

        /** Leaves out what was said, and the config, which may hold a key. */
        @Override
        public String toString() {
            return "Request[" + agent + ", " + messages.size() + " messages]";
        }
    }

    /** One message of the conversation. */
    sealed interface Message {

        record Caller(String text) implements Message {}

        /** What was really heard of the agent; with the agent's name, for conversations of several. */
        record Agent(String agent, String text, boolean interrupted) implements Message {}

        /** A summary of what was said before. The agent that led that conversation has handed the call over. */
        record Summary(String text) implements Message {}

        record ToolCalled(String id, String name, JsonNode arguments) implements Message {}

        /**
         * The result of a tool, or of a path that was proposed.
         *
         * @param result the tool's JSON; or {@code {"error": …, "outcome": …, "instruction": …}} if it did not work, where
         *     the outcome is {@code failed}, {@code unknown} (it may have happened) or {@code cancelled}; or
         *     {@code {"rejected": {missing, invalid, reason}}} for a path
         */
        record ToolReturned(String id, String name, JsonNode result) implements Message {}
    }

    /**
     * A tool that the model may ask for; paths are offered as {@code transfer_to_…}.
     *
     * @param parameters JSON Schema (properties may carry {@code x-data-type}: the variable's data type)
     * @param sayResult Mustache template over the result, for a model that needs one; null if there is none
     * @param destination where a path leads; null for a tool
     * @param settled parameters whose values the call has: nobody has to be asked for them
     */
    record ToolSpec(
            String name,
            String description,
            JsonNode parameters,
            @Nullable String sayResult,
            @Nullable Destination destination,
            Set<String> settled) {

        public ToolSpec {
            settled = Set.copyOf(settled);
        }

        /** Creates a tool, or a path of which the call knows no value. */
        public ToolSpec(
                String name,
                String description,
                JsonNode parameters,
                @Nullable String sayResult,
                @Nullable Destination destination) {
            this(name, description, parameters, sayResult, destination, Set.of());
        }

        /** Creates a tool, or a path of which only the function is known. */
        public ToolSpec(String name, String description, JsonNode parameters, @Nullable String sayResult) {
            this(name, description, parameters, sayResult, null);
        }
    }

    /**
     * Where a path leads.
     *
     * @param name the path's name as its author wrote it, which is how a caller hears of it
     * @param endsCall whether the call ends with the path
     */
    record Destination(String name, boolean endsCall) {}

    /** The reason why an answer ended. */
    enum FinishReason {
        /** The model had said what it wanted to say. */
        STOP,
        /** The model waits for the tools that it asked for. */
        TOOL_CALLS,
        /** The model may not write more, so the answer lacks its end. */
        LENGTH,
        /** A content filter cut the answer off. */
        FILTERED
    }

    /** Takes an answer's parts, in order. */
    interface Sink {
        void text(String delta);

        /** Takes one tool call, when its arguments are complete. Tools of one answer run side by side. */
        void toolCall(String name, JsonNode arguments);

        /** Takes what the answer used. Called once, if the provider reports it. */
        default void usage(ProviderUsage.Tokens tokens) {}

        /** Takes what the call is told about its providers. Called by what stands around a model, not by the model. */
        default void news(ProviderNews news) {}

        /** Takes the reason why the answer ended. Called last, if the model reports it. */
        default void finished(FinishReason reason) {}
    }
}
