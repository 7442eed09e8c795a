package dev.tandem.workflows.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tandem.workflows.variable.Ordered;
import dev.tandem.workflows.variable.VariableValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Something that happened in a call.
 *
 * <p>There are no other kinds than these records: the rules decide them, {@code CallState.after} changes the call by
 * them, and every reader of a call switches over them. The components of a record are the members of its payload on the
 * wire, in snake_case ({@link EventJson}). {@link CallEventType} names the kinds, and {@link EventCatalogue} has their
 * JSON Schemas.
 *
 * <p>{@code agent} and {@code path} are names, {@code *_id} document ids. {@code turn} counts from 0, which opens the
 * call.
 */
public sealed interface CallEvent {

    /**
     * The call was started with its version.
     *
     * @param room name of the LiveKit room
     */
    record CallStarted(String channel, String versionId, String workflow, int version, String room)
            implements CallEvent {}

    /** An agent has the call from here on. */
    record AgentActivated(int turn, String agentId, String agent) implements CallEvent {}

    /** The caller's utterance: the first event of a turn. */
    record TurnCommitted(int turn, String agentId, String agent, String text) implements CallEvent {}

    /**
     * The agent has spoken, or was cut off.
     *
     * @param text what left the speaker
     * @param fullText what was to be said
     * @param interrupted whether the caller cut it off
     */
    record ReplySpoken(
            int turn,
            String agentId,
            String agent,
            int step,
            String text,
            String fullText,
            boolean interrupted,
            Timings ms)
            implements CallEvent {

        /** Fills in the timings, which an event of an earlier build may lack. */
        public ReplySpoken {
            ms = Objects.requireNonNullElse(ms, Timings.NONE);
        }
    }

    /** No answer was possible. {@link ReplySpoken} has what was said instead. */
    record TurnFailed(int turn, String agentId, String agent, String reason) implements CallEvent {}

    /**
     * The model asked for a tool.
     *
     * @param key {@code <call>/<turn>/<step>/<ordinal>}; the event of its end has the same key
     * @param mocked whether a mock answers in its place, in a test
     */
    record ToolStarted(
            int turn,
            String agentId,
            String agent,
            String key,
            String name,
            JsonNode arguments,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean mocked)
            implements CallEvent {

        /** Creates an event of a tool that runs. */
        public ToolStarted(int turn, String agentId, String agent, String key, String name, JsonNode arguments) {
            this(turn, agentId, agent, key, name, arguments, false);
        }
    }

    /** A tool has ended. */
    sealed interface ToolEnded extends CallEvent {

        int turn();

        String key();

        /** Returns the tool's name in its agent. */
        String name();

        /** Returns how often it was attempted. */
        int runs();

        /** Returns how long the last attempt took. */
        long durationMs();
    }

    /**
     * The tool has answered.
     *
     * @param result JSON null: the answer was empty
     * @param warnings sentences for the author of the document, which an event of an earlier build may lack
     * @param mocked whether a mock answered in its place, in a test
     */
    record ToolFinished(
            int turn,
            String key,
            String name,
            JsonNode result,
            int runs,
            long durationMs,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean mocked)
            implements ToolEnded {

        public ToolFinished {
            result = Objects.requireNonNullElse(result, JsonNodeFactory.instance.nullNode());
            warnings = Objects.requireNonNullElse(warnings, List.of());
        }

        /** Creates an event of a tool that let nothing pass. */
        public ToolFinished(int turn, String key, String name, JsonNode result, int runs, long durationMs) {
            this(turn, key, name, result, runs, durationMs, List.of(), false);
        }
    }

    /**
     * The tool has no result.
     *
     * @param error what the model was told; null: nothing was said
     * @param mocked whether a mock failed in its place, in a test
     */
    record ToolFailed(
            int turn,
            String key,
            String name,
            Status status,
            @Nullable @NullableMember String error,
            int runs,
            long durationMs,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean mocked)
            implements ToolEnded {

        /** Creates an event of a tool that ran. */
        public ToolFailed(
                int turn, String key, String name, Status status, @Nullable String error, int runs, long durationMs) {
            this(turn, key, name, status, error, runs, durationMs, false);
        }

        public ToolFailed {
            status = Objects.requireNonNullElse(status, Status.FAILED);
        }

        /** Says how a tool ended that has no result. */
        public enum Status {
            FAILED,
            /** Its process died, or the caller interrupted it, and it may have acted. */
            UNKNOWN,
            /** The caller interrupted it, and it has not acted. An interrupted tool does not count as a failure. */
            CANCELLED;

            @JsonValue
            public String wireName() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * The model was offered paths.
     *
     * @param paths ids
     * @param guards path id to what its guard says: {@code true}, {@code unknown: …}
     * @param withheld paths that it was not offered, because they would be rejected whatever the caller says
     */
    record PathOffered(
            int turn,
            String agentId,
            String agent,
            List<String> paths,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> guards,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Withheld> withheld)
            implements CallEvent {

        /**
         * A path that was not offered.
         *
         * @param reason a sentence; null: its guard is false
         */
        public record Withheld(
                String pathId,
                String path,
                String guard,
                @Nullable @NullableMember String reason) {}

        public PathOffered {
            paths = List.copyOf(paths);
            guards = Ordered.copy(guards);
            withheld = List.copyOf(withheld);
        }
    }

    /**
     * The call has moved along a path.
     *
     * @param toAgentId null: the call ends
     * @param variables those of the path, by name
     * @param provenance where each of their values came from
     * @param by why the path was taken: {@code proposed}, {@code expression}, {@code always}, {@code on_reject}, {@code
     *     operator}, or an event
     * @param guard its text; null: none
     * @param why the reasons as a sentence
     */
    record PathTaken(
            int turn,
            String pathId,
            String path,
            String fromAgentId,
            String from,
            @Nullable @NullableMember String toAgentId,
            @Nullable @NullableMember String to,
            Map<String, JsonNode> variables,
            Map<String, Provenance> provenance,
            String by,
            @Nullable @NullableMember String guard,
            @Nullable @NullableMember String why)
            implements CallEvent {

        /** Value of {@code by} of a path that leads on silently. */
        public static final String ROUTED = "always";

        public record Provenance(VariableValue.Source source, int turn, boolean confirmed) {}

        public PathTaken {
            variables = Ordered.copy(variables);
            provenance = Ordered.copy(provenance);
        }
    }

    /**
     * The conversation was summed up for the next agent, or could not be.
     *
     * @param text null: the model could not make the summary, for {@code reason}
     */
    record PathSummarised(
            int turn,
            String agentId,
            String agent,
            String pathId,
            @Nullable @NullableMember String path,
            String context,
            @Nullable @NullableMember String text,
            @Nullable @NullableMember String reason,
            long durationMs)
            implements CallEvent {}

    /**
     * A path was proposed and not taken.
     *
     * @param path null: the agent has no path of that id
     * @param missing required variables without a value
     * @param invalid variable to the reason why its value does not fit
     * @param guard what the guard said; null: it is true, or there is none
     * @param reason anything else; null: nothing else
     * @param asked variable to how often the path was rejected for it; null: the agent has no such path
     * @param why the reasons as a sentence
     */
    record PathRejected(
            int turn,
            String agentId,
            String agent,
            String pathId,
            @Nullable @NullableMember String path,
            List<String> missing,
            Map<String, String> invalid,
            @Nullable @NullableMember String guard,
            @Nullable @NullableMember String reason,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable @NullableMember
            Map<String, Integer> asked,

            @Nullable @NullableMember String why)
            implements CallEvent {

        public PathRejected {
            missing = List.copyOf(missing);
            invalid = Ordered.copy(invalid);
            asked = asked == null ? null : Ordered.copy(asked);
        }
    }

    /** A variable has another value, or was confirmed. */
    record VariableCollected(int turn, String name, JsonNode value, VariableValue.Source source, boolean confirmed)
            implements CallEvent {}

    /**
     * A value was not taken: the document does not have it from this source, a source that counts more has told another
     * one, or it does not fit.
     *
     * @param name as it was proposed; perhaps no variable has it
     * @param reason a clause behind the name: {@code is told by a tool, not by the caller}
     */
    record VariableRefused(int turn, String name, JsonNode value, VariableValue.Source source, String reason)
            implements CallEvent {}

    /**
     * A provider used something that it bills.
     *
     * @param key {@code <call>/<attendance>/<number>}: no other event has it
     * @param kind {@code llm}, {@code stt} or {@code tts}
     * @param model as the document names it; empty: the provider's default
     * @param inputTokens all that were read, those from a cache included
     * @param cachedTokens those of {@code inputTokens} that came from the provider's cache
     * @param audioSeconds audio that was recognised
     * @param characters that were spoken
     */
    record ProviderUsed(
            int turn,
            String agentId,
            String agent,
            String key,
            String kind,
            String provider,
            String model,
            long inputTokens,
            long cachedTokens,
            long outputTokens,
            double audioSeconds,
            long characters)
            implements CallEvent {}

    /**
     * A provider failed, and the next one was asked.
     *
     * @param key as of {@link ProviderUsed}
     * @param next name of the provider that was asked instead
     * @param reason {@code wrong_request}, {@code wrong_key}, {@code too_much}, {@code unavailable} or {@code late}
     */
    record ProviderFailedOver(
            int turn,
            String agentId,
            String agent,
            String key,
            String kind,
            String provider,
            String model,
            String next,
            String reason)
            implements CallEvent {}

    /**
     * The process that attended the call is gone, or never came.
     *
     * @param host the process that held the call
     */
    record AttendanceLost(int attendance, String host, String reason) implements CallEvent {}

    /** A process holds the room again. */
    record AttendanceResumed(int attendance, String host) implements CallEvent {}

    /** An operator's command was carried out, or refused. */
    sealed interface OfOperator extends CallEvent {

        int turn();

        String agentId();

        String agent();

        String commandId();

        /** Returns the key or the person that gave the command. */
        String by();
    }

    record OperatorPaused(int turn, String agentId, String agent, String commandId, String by) implements OfOperator {}

    record OperatorResumed(int turn, String agentId, String agent, String commandId, String by) implements OfOperator {}

    record OperatorTookOver(int turn, String agentId, String agent, String commandId, String by)
            implements OfOperator {}

    record OperatorHandedBack(int turn, String agentId, String agent, String commandId, String by)
            implements OfOperator {}

    /** An operator has the call moved. {@link PathTaken} follows. */
    record OperatorForcedPath(int turn, String agentId, String agent, String commandId, String by, String pathId)
            implements OfOperator {}

    /** An operator has given a variable its value. {@link VariableCollected} follows if the value is another one. */
    record OperatorCorrectedVariable(
            int turn, String agentId, String agent, String commandId, String by, String name, JsonNode value)
            implements OfOperator {}

    /**
     * An operator has the agent say something.
     *
     * @param text what is to be said; {@link ReplySpoken} tells how much of it was heard
     */
    record OperatorSaid(int turn, String agentId, String agent, String commandId, String by, String text)
            implements OfOperator {}

    /**
     * An operator ends the call.
     *
     * @param say the agent's last words; null: none
     */
    record OperatorEnded(
            int turn,
            String agentId,
            String agent,
            String commandId,
            String by,
            @Nullable @NullableMember String say) implements OfOperator {}

    /** A command could not be carried out in the state that the call was in. */
    record OperatorRefused(
            int turn, String agentId, String agent, String commandId, String by, String command, String reason)
            implements OfOperator {}

    /**
     * The call has ended. This is its last event.
     *
     * @param status {@code completed} or {@code dropped}
     * @param turns how many turns came to their end
     */
    record CallEnded(String status, String reason, int turns, long durationMs) implements CallEvent {}
}
