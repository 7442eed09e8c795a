package dev.tandem.workflows.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.variable.VariableNote;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a step of a turn ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TurnOutcome.Replied.class, name = "replied"),
    @JsonSubTypes.Type(value = TurnOutcome.ToolsAsked.class, name = "tools_asked"),
    @JsonSubTypes.Type(value = TurnOutcome.TransferAsked.class, name = "transfer_asked"),
    @JsonSubTypes.Type(value = TurnOutcome.Silence.class, name = "silence"),
    @JsonSubTypes.Type(value = TurnOutcome.Pressed.class, name = "pressed"),
    @JsonSubTypes.Type(value = TurnOutcome.Left.class, name = "left"),
    @JsonSubTypes.Type(value = TurnOutcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = TurnOutcome.Yielded.class, name = "yielded"),
    @JsonSubTypes.Type(value = TurnOutcome.Superseded.class, name = "superseded"),
    @JsonSubTypes.Type(value = TurnOutcome.Absent.class, name = "absent")
})
public sealed interface TurnOutcome {

    /** What the caller said, and nobody will answer. */
    @JsonIgnore
    default List<Utterance> leftUnanswered() {
        return switch (this) {
            case Replied replied -> replied.spoken().unanswered();
            case Failed failed -> failed.spoken().unanswered();
            case Left left -> left.unanswered();
            case ToolsAsked _, TransferAsked _, Silence _, Pressed _, Yielded _, Superseded _, Absent _ -> List.of();
        };
    }

    /**
     * What was said by whom.
     *
     * @param heard the caller's utterance; null when the agent opens
     * @param words words of the agent that left the speaker, in this step
     * @param text the whole text of which {@code words} is the part that was played
     * @param interrupted whether the caller cut the reply
     * @param asides ids of operators' words that were said meanwhile; they stand in {@code words}
     * @param unanswered what the caller said in later turns, that nobody will answer: of a call's last step
     */
    record Spoken(
            @Nullable Utterance heard,
            String words,
            String text,
            boolean interrupted,
            List<VariableNote> variables,
            Timings timings,
            List<String> asides,
            List<Utterance> unanswered) {

        public Spoken {
            variables = List.copyOf(variables);
            // A process of before there were operators leaves it out.
            asides = List.copyOf(Objects.requireNonNullElse(asides, List.of()));
            unanswered = List.copyOf(Objects.requireNonNullElse(unanswered, List.of()));
        }

        /** Without words of an operator. */
        public Spoken(
                @Nullable Utterance heard,
                String words,
                String text,
                boolean interrupted,
                List<VariableNote> variables,
                Timings timings) {
            this(heard, words, text, interrupted, variables, timings, List.of(), List.of());
        }

        /** Nothing was said by the agent. */
        public static Spoken silent(@Nullable Utterance heard) {
            return new Spoken(heard, "", "", false, List.of(), Timings.NONE);
        }

        public Spoken with(List<Utterance> unanswered) {
            return new Spoken(heard, words, text, interrupted, variables, timings, asides, unanswered);
        }
    }

    /** The agent answered; the turn is settled. */
    record Replied(Spoken spoken) implements TurnOutcome {}

    /** The model wants tools run before it answers. */
    record ToolsAsked(Spoken spoken, List<ToolCall> calls) implements TurnOutcome {

        public ToolsAsked {
            calls = List.copyOf(calls);
        }
    }

    /** The model proposes a path. */
    record TransferAsked(Spoken spoken, TransferProposal proposal) implements TurnOutcome {}

    /**
     * Nobody spoke for {@code silence_timeout_seconds}. The step is over, the turn is not: no utterance belongs to it yet.
     * The next step either waits again, or ({@link TurnStep.Enter}) has another agent speak.
     */
    record Silence() implements TurnOutcome {}

    /** The caller pressed keys, then paused. The turn goes on as after a silence. */
    record Pressed(String digits) implements TurnOutcome {}

    /**
     * The caller hung up.
     *
     * @param unanswered what it said in this turn and later ones, that nobody will answer
     */
    record Left(List<Utterance> unanswered) implements TurnOutcome {

        public Left {
            unanswered = List.copyOf(Objects.requireNonNullElse(unanswered, List.of()));
        }

        public Left() {
            this(List.of());
        }
    }

    /**
     * Nothing could answer.
     *
     * @param reason for operators
     */
    record Failed(Spoken spoken, String reason) implements TurnOutcome {}

    /** The step was to yield, and nothing of it had been said: it can be taken up again. The agent is silent until then. */
    record Yielded() implements TurnOutcome {}

    /** A newer revision has taken this step's place. */
    record Superseded() implements TurnOutcome {}

    /** This process does not attend the call (any more). */
    record Absent() implements TurnOutcome {}
}
