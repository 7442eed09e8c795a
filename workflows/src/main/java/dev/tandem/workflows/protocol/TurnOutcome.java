package dev.tandem.workflows.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.usage.ProviderReport;
import dev.tandem.workflows.variable.VariableNote;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The outcome of a step of a turn. */
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

    /** Returns the caller's words that the step answers, or began to answer; null: it answers none. */
    @JsonIgnore
    default @Nullable Utterance answered() {
        return switch (this) {
            case Replied replied -> replied.spoken().heard();
            case ToolsAsked asked -> asked.spoken().heard();
            case TransferAsked asked -> asked.spoken().heard();
            case Failed failed -> failed.spoken().heard();
            case Silence _, Pressed _, Left _, Yielded _, Superseded _, Absent _ -> null;
        };
    }

    /** Returns what the caller said and nobody will answer. */
    @JsonIgnore
    default List<Utterance> leftUnanswered() {
        return switch (this) {
            case Replied replied -> replied.spoken().unanswered();
            case Failed failed -> failed.spoken().unanswered();
            case Left left -> left.unanswered();
            case ToolsAsked _, TransferAsked _, Silence _, Pressed _, Yielded _, Superseded _, Absent _ -> List.of();
        };
    }

    /** Returns what it reports of the call's providers. */
    @JsonIgnore
    default List<ProviderReport> reported() {
        return switch (this) {
            case Replied replied -> replied.spoken().reports();
            case Failed failed -> failed.spoken().reports();
            case ToolsAsked asked -> asked.spoken().reports();
            case TransferAsked asked -> asked.spoken().reports();
            case Left left -> left.reports();
            case Silence _, Pressed _, Yielded _, Superseded _, Absent _ -> List.of();
        };
    }

    /** Returns the same outcome with these reports; itself if outcomes of its kind report nothing. */
    default TurnOutcome reporting(List<ProviderReport> reports) {
        return switch (this) {
            case Replied replied -> new Replied(replied.spoken().reporting(reports));
            case Failed failed -> new Failed(failed.spoken().reporting(reports), failed.reason());
            case ToolsAsked asked -> new ToolsAsked(asked.spoken().reporting(reports), asked.calls());
            case TransferAsked asked -> new TransferAsked(asked.spoken().reporting(reports), asked.proposal());
            case Left left -> new Left(left.unanswered(), reports);
            case Silence _, Pressed _, Yielded _, Superseded _, Absent _ -> this;
        };
    }

    /**
     * The words of caller and agent in a step.
     *
     * @param heard the caller's utterance; null when the agent opens
     * @param words words of the agent that left the speaker, in this step
     * @param text the whole text of which {@code words} is the part that was played
     * @param interrupted whether the caller cut the reply
     * @param asides ids of operators' words that were said meanwhile; they are part of {@code words}
     * @param unanswered what the caller said in later turns and nobody will answer; only a call's last step has it
     * @param reports what providers used, and which failed, as far as it may not have arrived yet
     */
    record Spoken(
            @Nullable Utterance heard,
            String words,
            String text,
            boolean interrupted,
            List<VariableNote> variables,
            Timings timings,
            List<String> asides,
            List<Utterance> unanswered,
            List<ProviderReport> reports) {

        public Spoken {
            variables = List.copyOf(variables);
            // A process that is older than operators' commands leaves it out.
            asides = List.copyOf(Objects.requireNonNullElse(asides, List.of()));
            unanswered = List.copyOf(Objects.requireNonNullElse(unanswered, List.of()));
            // A process that is older than reports leaves them out.
            reports = List.copyOf(Objects.requireNonNullElse(reports, List.of()));
        }

        /** Creates an outcome without reports. */
        public Spoken(
                @Nullable Utterance heard,
                String words,
                String text,
                boolean interrupted,
                List<VariableNote> variables,
                Timings timings,
                List<String> asides,
                List<Utterance> unanswered) {
            this(heard, words, text, interrupted, variables, timings, asides, unanswered, List.of());
        }

        /** Creates an outcome without words of an operator. */
        public Spoken(
                @Nullable Utterance heard,
                String words,
                String text,
                boolean interrupted,
                List<VariableNote> variables,
                Timings timings) {
            this(heard, words, text, interrupted, variables, timings, List.of(), List.of(), List.of());
        }

        /** Creates an outcome in which the agent said nothing. */
        public static Spoken silent(@Nullable Utterance heard) {
            return new Spoken(heard, "", "", false, List.of(), Timings.NONE);
        }

        public Spoken with(List<Utterance> unanswered) {
            return new Spoken(heard, words, text, interrupted, variables, timings, asides, unanswered, reports);
        }

        Spoken reporting(List<ProviderReport> some) {
            return new Spoken(heard, words, text, interrupted, variables, timings, asides, unanswered, some);
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

    /** The model proposes a path to take. */
    record TransferAsked(Spoken spoken, TransferProposal proposal) implements TurnOutcome {}

    /**
     * Nobody spoke for {@code silence_timeout_seconds}. The step is over, but the turn is not: no utterance belongs to
     * it yet. The next step waits again, or has another agent speak ({@link TurnStep.Enter}).
     */
    record Silence() implements TurnOutcome {}

    /** The caller pressed keys, and then paused. The turn goes on as after a silence. */
    record Pressed(String digits) implements TurnOutcome {}

    /**
     * The caller hung up.
     *
     * @param unanswered what the caller said in this turn and later ones, which nobody will answer
     * @param reports as of {@link Spoken}
     */
    record Left(List<Utterance> unanswered, List<ProviderReport> reports) implements TurnOutcome {

        public Left {
            unanswered = List.copyOf(Objects.requireNonNullElse(unanswered, List.of()));
            reports = List.copyOf(Objects.requireNonNullElse(reports, List.of()));
        }

        public Left(List<Utterance> unanswered) {
            this(unanswered, List.of());
        }

        public Left() {
            this(List.of());
        }
    }

    /**
     * No answer was possible.
     *
     * @param reason for operators
     */
    record Failed(Spoken spoken, String reason) implements TurnOutcome {}

    /**
     * The step had to yield, and nothing of it had been said: it can be armed again. The agent is silent until then.
     */
    record Yielded() implements TurnOutcome {}

    /** A newer revision has replaced this step. */
    record Superseded() implements TurnOutcome {}

    /** This process does not attend the call, or not any more. */
    record Absent() implements TurnOutcome {}
}
