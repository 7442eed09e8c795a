package dev.tandem.workers.live;

import dev.tandem.workers.speak.ReplyPlayback;
import dev.tandem.workers.speak.TurnClock;
import dev.tandem.workers.think.ModelStream;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.protocol.StepNumber;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.variable.VariableNote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The turn that is under way, over all its steps. Owned by the session's mailbox. */
final class OpenTurn {

    enum Phase {
        /** The model answers. */
        THINKING,
        /** Tools or a transfer are under way: the next step will be armed. */
        AWAITING,
        /** All text is there; it is being spoken. */
        FINISHING,
        /** Something is said while it is the caller's turn: no turn of its own. */
        ASIDE
    }

    final int turn;
    final @Nullable Utterance heard;
    final ReplyPlayback delivery;
    final TurnClock clock;
    final List<VariableNote> notes = new ArrayList<>();

    /** Ids of operators' words that were said before it, or in it. */
    final List<String> asides = new ArrayList<>();

    int step;
    Agent agent;
    Phase phase = Phase.THINKING;
    ReplyPlayback.Report brokenOff = ReplyPlayback.Report.NONE;
    int noted;
    boolean speechOnly;

    /** The next agent has been announced, and has greeted, while the transfer to it is under way. */
    boolean announced;

    /** Tools are under way that the caller may interrupt. */
    boolean toolsMayStop;

    /** The caller has interrupted them: what it said is answered next. */
    boolean toolsStopped;

    /** The call ends with it. */
    boolean last;

    private @Nullable ModelStream thought;

    /** The turn's first thought: how soon the model answers is told from it. */
    private @Nullable ModelStream first;

    @Nullable String failure;

    OpenTurn(int turn, int step, @Nullable Utterance heard, Agent agent, ReplyPlayback delivery, TurnClock clock) {
        this.turn = turn;
        this.step = step;
        this.heard = heard;
        this.agent = agent;
        this.delivery = delivery;
        this.clock = clock;
    }

    StepNumber key() {
        return new StepNumber(turn, step);
    }

    /** What was said in this step; what was noted is handed over with it. */
    TurnOutcome.Spoken spoken(ReplyPlayback.Report report, boolean interrupted) {
        List<VariableNote> taken = List.copyOf(notes);
        notes.clear();
        List<String> said = List.copyOf(asides);
        asides.clear();
        ReplyPlayback.Report whole = brokenOff.then(report);
        brokenOff = ReplyPlayback.Report.NONE;
        return new TurnOutcome.Spoken(
                heard, whole.words(), whole.text(), interrupted, taken, timings(), said, List.of());
    }

    /** What was said and noted before, and nobody was told. */
    void goesOnBehind(TurnOutcome.Spoken before) {
        brokenOff = new ReplyPlayback.Report(before.words(), before.text()).then(brokenOff);
        notes.addAll(0, before.variables());
        asides.addAll(0, before.asides());
    }

    Timings timings() {
        return clock.timings(delivery, firstToken());
    }

    /** Whether all of its text is there. */
    boolean isComplete() {
        return phase == Phase.FINISHING || phase == Phase.ASIDE;
    }

    boolean isInterruptible() {
        return agent.turnTaking().interruptible();
    }

    /** Whether this is what the turn waits for. */
    boolean thinks(ModelStream one) {
        return one.equals(thought);
    }

    /** The model thinks about this turn. */
    void think(ModelStream now) {
        thought = now;
        first = first == null ? now : first;
    }

    /** Stops the model; what it still sends is nobody's. */
    void stopThinking() {
        ModelStream thinking = thought;
        thought = null;
        if (thinking != null) {
            thinking.stop();
        }
    }

    private long firstToken() {
        ModelStream thinking = first;
        return thinking == null ? 0 : thinking.firstTokenAt();
    }
}
