package dev.tandem.workflows.protocol;

import dev.tandem.workflows.variable.VariableValue;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a turn's step starts from: the turn, the step, the revision and what is new. Never the transcript.
 *
 * @param turn 0 opens the call (nobody has spoken yet); the caller's utterances count from 1
 * @param step 1 waits for the caller; later steps go on after tools, a rejection or a transfer
 * @param revision grows with every scheduling of any turn; a worker obeys the highest it has seen
 * @param entered whether the agent became active with this step
 * @param results of the tools asked for in the step before
 * @param rejection of the path proposed in the step before; null: none
 * @param changed variables that changed since the step before
 * @param unsettled utterances that the call workflow knows to be heard and has no reply to
 * @param say template of words that are spoken before anything else in this step: a taken path's, a farewell; null: none
 * @param last whether the call ends with this step: after {@code say} the agent is silent, the outcome is {@code
 *     Replied} and the attendance completes as ended. Such a step has a number of its own and may come while the step
 *     before it is open: whatever that one still says is cut, and its words are in this one's outcome
 * @param listens whether a step after the first waits for the caller: the agent has spoken by itself (it became active
 *     after a silence, or keys were pressed), and the turn's utterance is still to come. The answer to it is this step
 * @param at the call's own clock as the step was armed: what {@code tomorrow} is counted from
 * @param taken paths that led to the agent, in order; null: none
 * @param played words of the turn's reply that the caller heard from a process which is gone: one that has not begun the
 *     reply itself takes it up behind them; null or empty: none
 * @param control who has the word: unless it is the agent, what it says is cut, and it answers nothing
 * @param yields whether whatever is under way is to be cut, so that the call can move: the step comes out at once, as
 *     {@code Yielded} where there was nothing
 * @param asides what an operator wants said as soon as nobody speaks; each is said once
 * @param speechOnly whether the model is offered neither tools nor paths, because it used up what a turn may ask for
 */
public record TurnInput(
        String callId,
        int turn,
        int step,
        long revision,
        String agentId,
        boolean entered,
        List<ToolResult> results,
        @Nullable Rejection rejection,
        List<VariableValue> changed,
        List<Utterance> unsettled,
        @Nullable String say,
        boolean last,
        boolean speechOnly,
        boolean listens,
        @Nullable Instant at,
        @Nullable List<Taken> taken,
        @Nullable String played,
        Control control,
        boolean yields,
        List<Aside> asides) {

    /** @param id of the command */
    public record Aside(String id, String text) {}

    /**
     * A path that was taken.
     *
     * @param number counts the transfers of the call, from 1: one that is told again is known by it
     * @param summary of the conversation, where the path's context is one; empty: none could be made; null: none was to
     *     be made
     */
    public record Taken(String pathId, int number, @Nullable String summary) {

        public Taken with(String made) {
            return new Taken(pathId, number, made);
        }
    }

    public TurnInput {
        taken = taken == null ? null : List.copyOf(taken);
        results = List.copyOf(results);
        changed = List.copyOf(changed);
        unsettled = List.copyOf(unsettled);
        // A call workflow of before there were operators leaves both out.
        control = Objects.requireNonNullElse(control, Control.AGENT);
        asides = List.copyOf(Objects.requireNonNullElse(asides, List.of()));
    }

    /** A step that brings nothing yet. */
    public static Builder step(String callId, int turn, int step, long revision, String agentId) {
        return new Builder(callId, turn, step, revision, agentId);
    }

    /** Names what a step brings. The agent has the word unless {@link #control} says otherwise. */
    public static final class Builder {

        private final String callId;
        private final int turn;
        private final int step;
        private final long revision;
        private final String agentId;
        private boolean entered;
        private List<ToolResult> results = List.of();
        private List<Utterance> unsettled = List.of();
        private @Nullable String say;
        private boolean last;
        private boolean listens;
        private @Nullable Instant at;
        private @Nullable List<Taken> taken;
        private @Nullable String played;
        private Control control = Control.AGENT;
        private boolean yields;
        private List<Aside> asides = List.of();

        private Builder(String callId, int turn, int step, long revision, String agentId) {
            this.callId = callId;
            this.turn = turn;
            this.step = step;
            this.revision = revision;
            this.agentId = agentId;
        }

        /** The agent became active with it, along these paths. */
        public Builder entered(Taken... paths) {
            entered = true;
            taken = List.of(paths);
            return this;
        }

        public Builder results(List<ToolResult> brought) {
            results = brought;
            return this;
        }

        public Builder unsettled(Utterance... heard) {
            unsettled = List.of(heard);
            return this;
        }

        public Builder say(String template) {
            say = template;
            return this;
        }

        public Builder last() {
            last = true;
            return this;
        }

        public Builder listens() {
            listens = true;
            return this;
        }

        public Builder at(Instant now) {
            at = now;
            return this;
        }

        public Builder played(String words) {
            played = words;
            return this;
        }

        public Builder control(Control who) {
            control = who;
            return this;
        }

        public Builder yields(boolean now) {
            yields = now;
            return this;
        }

        public Builder asides(Aside... words) {
            asides = List.of(words);
            return this;
        }

        public TurnInput build() {
            return new TurnInput(
                    callId, turn, step, revision, agentId, entered, results, null, List.of(), unsettled, say, last,
                    false, listens, at, taken, played, control, yields, asides);
        }
    }
}
