package dev.tandem.workers.live;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.speak.ReplyPlayback;
import dev.tandem.workers.speak.TurnClock;
import dev.tandem.workers.think.ModelStream;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.protocol.StepNumber;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.variable.VariableNote;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
        /** Something is said in the caller's turn; it is not a turn of its own. */
        ASIDE
    }

    final int turn;
    final @Nullable Utterance heard;
    final ReplyPlayback delivery;
    final TurnClock clock;
    final List<VariableNote> notes = new ArrayList<>();

    /** Ids of operators' words that were said before the turn, or in it. */
    final List<String> asides = new ArrayList<>();

    int step;
    Agent agent;
    Phase phase = Phase.THINKING;
    ReplyPlayback.Report brokenOff = ReplyPlayback.Report.NONE;
    int noted;
    boolean speechOnly;

    /** Whether the model was asked again in this step, because its answer was of no use. */
    boolean askedOnceMore;

    /** Whether the next agent has been announced and has greeted, while the transfer to it is under way. */
    boolean announced;

    /** Words of the document that are said in this step: the path's, and the agent's greeting. The model is told of them. */
    final List<Message.Agent> saying = new ArrayList<>();

    /** Whether this step brings something that the caller waits for: the answer of a tool, or another agent. */
    boolean tells;

    /** Words of the turn that had left the speaker when this step began. */
    String spokenBefore = "";

    /** Whether tools are under way. */
    boolean toolsRun;

    /** What the agent says while they run, until it is said. */
    final Deque<String> fillers = new ArrayDeque<>();

    /** Whether tools are under way that the caller may interrupt. */
    boolean toolsMayStop;

    /** Whether the caller has interrupted them. What they said is answered next. */
    boolean toolsStopped;

    /** Whether the call ends with this turn. */
    boolean last;

    private @Nullable ModelStream thought;

    /** The turn's first model stream, which tells how soon the model answers. */
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

    /** Returns what was said in this step, with the variables that were noted. */
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

    /** Takes over what was said and noted before, and was not reported. */
    void goesOnBehind(TurnOutcome.Spoken before) {
        brokenOff = new ReplyPlayback.Report(before.words(), before.text()).then(brokenOff);
        notes.addAll(0, before.variables());
        asides.addAll(0, before.asides());
    }

    Timings timings() {
        return clock.timings(delivery, firstToken());
    }

    /** Whether all of the turn's text is there. */
    boolean isComplete() {
        return phase == Phase.FINISHING || phase == Phase.ASIDE;
    }

    /** Whether the caller waits for its first sound, and nothing but a model or a voice keeps it back. */
    boolean keepsWaiting() {
        return (phase == Phase.THINKING || phase == Phase.FINISHING) && !clock.sounded();
    }

    /** Whether it is a reply of which nothing was heard, and that asks for nothing yet. */
    boolean isUnheard() {
        return (phase == Phase.THINKING || phase == Phase.FINISHING) && !clock.sounded();
    }

    boolean isInterruptible() {
        return agent.turnTaking().interruptible();
    }

    /** Begins a step of which nothing has been said. */
    void begins(boolean brings) {
        tells = brings;
        spokenBefore = delivery.spoken();
        askedOnceMore = false;
        saying.clear();
    }

    /** Whether the model may add nothing, because words of the document are said in this step. */
    boolean mayBeSilent() {
        return !saying.isEmpty() && !askedOnceMore;
    }

    /** Whether the step brings something of which the caller has not heard a word. */
    boolean isUntold() {
        return tells && delivery.spoken().equals(spokenBefore);
    }

    /** Whether the turn waits for this stream. */
    boolean thinks(ModelStream one) {
        return one.equals(thought);
    }

    /** Lets a model stream answer this turn. */
    void think(ModelStream now) {
        thought = now;
        first = first == null ? now : first;
    }

    /** Stops the model. What it still sends is ignored. */
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
