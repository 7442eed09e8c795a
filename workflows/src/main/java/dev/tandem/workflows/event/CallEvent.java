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
 * Something that happened in a call. There are no other kinds than these records: the rules decide them, {@code
 * CallState.after} changes the call by them, and everybody who reads a call switches over them. The components of a record
 * are the members of its payload on the wire, in snake_case ({@link EventJson}); {@link CallEventType} names the kinds, and
 * {@link EventCatalogue} has their JSON Schemas.
 *
 * <p>{@code agent} and {@code path} are names, {@code *_id} document ids. {@code turn} counts from 0, which opens the call.
 */
public sealed interface CallEvent {

    /** @param room name of the LiveKit room */
    record CallStarted(String channel, String versionId, String workflow, int version, String room)
            implements CallEvent {}

    /** The agent talks from here on. */
    record AgentActivated(int turn, String agentId, String agent) implements CallEvent {}

    /** The caller's utterance: the first event of a turn. */
    record TurnCommitted(int turn, String agentId, String agent, String text) implements CallEvent {}

    /**
     * The agent has spoken.
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

        /** One without timings was recorded by an earlier build. */
        public ReplySpoken {
            ms = Objects.requireNonNullElse(ms, Timings.NONE);
        }
    }

    /** Nothing could answer; {@link ReplySpoken} has what was said instead. */
    record TurnFailed(int turn, String agentId, String agent, String reason) implements CallEvent {}

    /** @param key {@code <call>/<turn>/<step>/<ordinal>}, the same when the tool ends */
    record ToolStarted(int turn, String agentId, String agent, String key, String name, JsonNode arguments)
            implements CallEvent {}

    /** A tool has ended. */
    sealed interface ToolEnded extends CallEvent {

        int turn();

        String key();

        /** The tool's name in its agent. */
        String name();

        /** How often it was attempted. */
        int runs();

        /** Of the last attempt. */
        long durationMs();
    }

    /** @param result JSON null: the tool answered nothing */
    record ToolFinished(int turn, String key, String name, JsonNode result, int runs, long durationMs)
            implements ToolEnded {

        public ToolFinished {
            result = Objects.requireNonNullElse(result, JsonNodeFactory.instance.nullNode());
        }
    }

    /** @param error as the model was told; null: nothing was said */
    record ToolFailed(
            int turn,
            String key,
            String name,
            Status status,
            @Nullable @NullableMember String error,
            int runs,
            long durationMs)
            implements ToolEnded {

        public ToolFailed {
            status = Objects.requireNonNullElse(status, Status.FAILED);
        }

        /** How a tool ended that has no result. */
        public enum Status {
            FAILED,
            /** Its process died, or the caller interrupted it, and it may have acted. */
            UNKNOWN,
            /** The caller interrupted it, and it has not acted. This is no failure. */
            CANCELLED;

            @JsonValue
            public String wireName() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * What the model was offered.
     *
     * @param paths ids
     * @param guards path id to what its guard says: {@code true}, {@code unknown: …}
     * @param withheld what it was not offered, because it would be rejected whatever the caller says
     */
    record PathOffered(
            int turn,
            String agentId,
            String agent,
            List<String> paths,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> guards,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Withheld> withheld)
            implements CallEvent {

        /** @param reason a sentence; null: its guard is false */
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
     * The call moves.
     *
     * @param toAgentId null: the call ends
     * @param variables those of the path, by name
     * @param provenance where each of them came from
     * @param by what had the path taken: {@code proposed}, {@code expression}, {@code always}, {@code on_reject}, {@code
     *     operator}, or an event
     * @param guard its text; null: none
     * @param why as a sentence
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

        /** {@code by} of a path that leads on silently. */
        public static final String ROUTED = "always";

        public record Provenance(VariableValue.Source source, int turn, boolean confirmed) {}

        public PathTaken {
            variables = Ordered.copy(variables);
            provenance = Ordered.copy(provenance);
        }
    }

    /**
     * What the next agent knows of the conversation.
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
     * A path was proposed, and not taken.
     *
     * @param path null: the agent has none of that id
     * @param missing required variables without a value
     * @param invalid variable to the reason why its value does not fit
     * @param guard what the guard said; null: it holds, or there is none
     * @param reason anything else; null: nothing else
     * @param asked variable to how often the path was rejected for it; null: the agent has no such path
     * @param why as a sentence
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

    /** @param host the process that held the call */
    record AttendanceLost(int attendance, String host, String reason) implements CallEvent {}

    /** A process holds the room again. */
    record AttendanceResumed(int attendance, String host) implements CallEvent {}

    /** What became of an operator's command. */
    sealed interface OfOperator extends CallEvent {

        int turn();

        String agentId();

        String agent();

        String commandId();

        /** The key or the person that gave it. */
        String by();
    }

    record OperatorPaused(int turn, String agentId, String agent, String commandId, String by) implements OfOperator {}

    record OperatorResumed(int turn, String agentId, String agent, String commandId, String by) implements OfOperator {}

    record OperatorTookOver(int turn, String agentId, String agent, String commandId, String by)
            implements OfOperator {}

    record OperatorHandedBack(int turn, String agentId, String agent, String commandId, String by)
            implements OfOperator {}

    /** {@link PathTaken} follows. */
    record OperatorForcedPath(int turn, String agentId, String agent, String commandId, String by, String pathId)
            implements OfOperator {}

    /** {@link VariableCollected} follows if it is another value. */
    record OperatorCorrectedVariable(
            int turn, String agentId, String agent, String commandId, String by, String name, JsonNode value)
            implements OfOperator {}

    /** @param text which is to be said; {@link ReplySpoken} tells what of it was */
    record OperatorSaid(int turn, String agentId, String agent, String commandId, String by, String text)
            implements OfOperator {}

    /** @param say the agent's last words; null: none */
    record OperatorEnded(
            int turn,
            String agentId,
            String agent,
            String commandId,
            String by,
            @Nullable @NullableMember String say) implements OfOperator {}

    /** A command found the call in no state for it. */
    record OperatorRefused(
            int turn, String agentId, String agent, String commandId, String by, String command, String reason)
            implements OfOperator {}

    /**
     * The last event of a call.
     *
     * @param status {@code completed} or {@code dropped}
     * @param turns that came to their end
     */
    record CallEnded(String status, String reason, int turns, long durationMs) implements CallEvent {}
}
