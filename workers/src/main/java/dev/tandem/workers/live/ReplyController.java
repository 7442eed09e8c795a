package dev.tandem.workers.live;

import dev.tandem.workers.live.OpenTurn.Phase;
import dev.tandem.workers.live.TranscriptPublisher.State;
import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.log.CallLog;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.speak.ReplyPlayback;
import dev.tandem.workers.speak.SpeechOutput;
import dev.tandem.workers.speak.TurnClock;
import dev.tandem.workers.think.ModelContext;
import dev.tandem.workers.think.ModelReply;
import dev.tandem.workers.think.ModelStream;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.RunningTools;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the turn that is under way: has the model answer, has the answer spoken, and hands over the outcome. Owned by
 * the session's mailbox, except {@link #open}, which any thread may ask.
 */
final class ReplyController {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyController.class);

    /** A model may note variables this often in a step before it has to say or ask something. */
    private static final int MAX_NOTES = 3;

    /** A tool that takes longer is covered by its filler, ms (docs/turns.md, Tools). */
    private static final long FILLER_MS = 1_500;

    /** A caller who hears nothing this long after the end of their turn hears the phrase {@code hold}, ms. */
    private static final long HOLD_MS = 1_200;

    /** Written words are taken to have reached the room after this time, ms. */
    private static final long DELIVERED_MS = 1_000;

    /** @param ids of the operators' words in the report */
    record Aside(ReplyPlayback.Report report, List<String> ids) {

        static final Aside NONE = new Aside(ReplyPlayback.Report.NONE, List.of());

        Aside {
            ids = List.copyOf(ids);
        }
    }

    /** Learns what becomes of the turn. */
    interface Listener {

        /** A step has an outcome; the turn goes on when its next step is armed. */
        void asked();

        /** A reply that sounds before its turn is certain wants to act. */
        void wantsToAct();

        /** The turn is over. The timings are empty if nothing of it was heard. */
        void settled(Timings timings);
    }

    private final ModelContext mind;
    private final SpeechOutput mouth;
    private final TurnLedger ledger;
    private final Mailbox mailbox;
    private final TranscriptPublisher announcer;
    private final Meters meters;
    private final Listener listener;
    private @Nullable PreemptiveReply ahead;

    /** Words that were said aside since the last turn. They belong to the next one. */
    private Aside aside = Aside.NONE;

    /** Whether the last words that left the speaker were a question. */
    private boolean asked;

    private volatile @Nullable OpenTurn open;

    ReplyController(
            ModelContext mind,
            SpeechOutput mouth,
            TurnLedger ledger,
            Mailbox mailbox,
            TranscriptPublisher announcer,
            Meters meters,
            Listener listener) {
        this.mind = mind;
        this.mouth = mouth;
        this.ledger = ledger;
        this.mailbox = mailbox;
        this.announcer = announcer;
        this.meters = meters;
        this.listener = listener;
    }

    /** Whether the agent has asked something, and nothing was said since. */
    boolean hasAsked() {
        return asked;
    }

    /** Returns the turn that is under way; null if there is none. */
    @Nullable OpenTurn open() {
        return open;
    }

    // Begin

    OpenTurn begin(int number, int step, @Nullable Utterance heard, TurnClock clock) {
        throwAhead();
        CompletableFuture<Void> gate = heard == null ? CompletableFuture.completedFuture(null) : mouth.durable(clock);
        return open(new OpenTurn(number, step, heard, mind.agent(), mouth.deliver(gate), clock));
    }

    /** Has what the agent may have to say at once synthesised before. */
    void getReady() {
        mouth.synthesiseAhead(mind.agent(), mind.fill(mind.phrase(Phrase.HOLD)));
    }

    /** Answers an utterance. A reply that was begun ahead is taken if it was begun for exactly these words. */
    void answer(Utterance heard, TurnClock clock) {
        mailbox.postAfter(Math.max(0, HOLD_MS - clock.sinceEnd()), () -> hold(heard));
        mind.heard(heard);
        PreemptiveReply begun = ahead;
        if (begun == null || !begun.answers(heard.text(), mind.agent())) {
            think(begin(heard.turn(), ledger.answeringStep(heard.turn()), heard, clock));
            return;
        }
        ahead = null;
        TurnClock sounding = begun.sounding();
        TurnClock counted = sounding == null ? clock : sounding;
        ReplyPlayback delivery = begun.soundAfter(mouth.durable(counted));
        OpenTurn turn = open(
                new OpenTurn(heard.turn(), ledger.answeringStep(heard.turn()), heard, mind.agent(), delivery, counted));
        counted.modelStarted();
        follow(turn, begun.thought());
        if (counted.sounded()) {
            // The caller's own words are shown first.
            mailbox.post(() -> sounds(turn));
        }
    }

    /** Lets a caller know that they were heard, if nothing of the answer to their words is there yet. */
    private void hold(Utterance heard) {
        OpenTurn turn = open;
        if (turn != null && heard.equals(turn.heard) && turn.keepsWaiting()) {
            mouth.hold(turn.delivery, turn.agent, mind.fill(mind.phrase(Phrase.HOLD)));
        }
    }

    private OpenTurn open(OpenTurn turn) {
        CallLog.turn(turn.turn);
        Aside said = takeAside();
        turn.brokenOff = mouth.takeUp().then(said.report());
        turn.asides.addAll(said.ids());
        open = turn;
        return turn;
    }

    /** Begins the reply to words that the caller may not have finished. It sounds if they turn out to be all. */
    void answerAhead(String text) {
        throwAhead();
        if (mouth.resumes()) {
            return;
        }
        CompletableFuture<Void> gate = new CompletableFuture<>();
        ReplyPlayback delivery = mouth.deliver(gate);
        ReplyPlayback.Voice voice = mouth.voice(mind.agent());
        ModelStream thought = mind.thinkAhead(text, delta -> delivery.say(delta, voice));
        PreemptiveReply begun = new PreemptiveReply(text, mind.agent(), thought, delivery, gate);
        ahead = begun;
        // A fault is reported when the reply is taken over.
        thought.whenOver(mailbox::post, () -> answeredAhead(begun, voice), _ -> {});
    }

    private void answeredAhead(PreemptiveReply begun, ReplyPlayback.Voice voice) {
        if (begun.equals(ahead)) {
            begun.flush(voice);
            if (begun.sounding() != null && begun.wantsToAct()) {
                listener.wantsToAct();
            }
        }
    }

    /**
     * Lets the reply sound that was begun for these words, although they may not be all.
     *
     * @return whether there is one
     */
    boolean soundAhead(String text, TurnClock clock) {
        PreemptiveReply begun = ahead;
        if (begun == null || !begun.answers(text, mind.agent())) {
            return false;
        }
        begun.sound(clock);
        return true;
    }

    /** Whether a reply sounds that may still be withdrawn, and that only wants to speak, as far as one knows. */
    boolean onlySpeaksAhead() {
        PreemptiveReply begun = ahead;
        TurnClock sounding = begun == null ? null : begun.sounding();
        return begun != null && sounding != null && sounding.sounded() && !begun.wantsToAct();
    }

    /** Throws a reply away that was begun ahead, because it answers something that was not said. */
    void throwAhead() {
        PreemptiveReply begun = ahead;
        ahead = null;
        if (begun != null) {
            begun.throwAway();
            TurnClock sounding = begun.sounding();
            if (sounding != null && sounding.sounded()) {
                announcer.state(State.LISTENING, mind.agent().name());
            }
        }
    }

    // Saying and thinking

    void say(OpenTurn turn, String template) {
        sayWhole(turn, mind.fill(template));
    }

    private void sayWhole(OpenTurn turn, String words) {
        turn.delivery.sayWhole(words, mouth.voice(mind.agent()));
    }

    /**
     * Says the words with which a path is taken. In the conversation they are those of the agent that the call leaves.
     */
    void sayMove(OpenTurn turn, Agent leaving, String template) {
        String words = mind.fill(template);
        boolean leaves = !leaving.id().equals(mind.agent().id());
        turn.saying.add(new Message.Agent(leaves ? leaving.name() : "", words, false));
        sayWhole(turn, words);
    }

    /** Says something in the caller's turn. The turn stays theirs. */
    void sayAside(int number, String words) {
        sayAside(number, words, List.of());
    }

    /** Says an operator's words as {@link #sayAside(int, String)} does. */
    void sayAside(int number, TurnInput.Aside operators) {
        sayAside(number, operators.text(), List.of(operators.id()));
    }

    private void sayAside(int number, String words, List<String> ids) {
        OpenTurn turn = begin(number, 1, null, TurnClock.unvoiced());
        turn.phase = Phase.ASIDE;
        turn.asides.addAll(ids);
        turn.delivery.sayWhole(words, mouth.voice(mind.agent()));
        turn.delivery.finish();
    }

    /** Announces a transfer that is under way, and has the next agent greet. */
    void announceMove(OpenTurn turn, @Nullable String template) {
        if (!turn.announced) {
            turn.announced = true;
            turn.begins(true);
            if (template != null) {
                sayMove(turn, turn.agent, template);
            }
            greet(turn);
        }
    }

    /** Returns the words said aside that no turn has reported yet. */
    Aside takeAside() {
        Aside said = aside;
        aside = Aside.NONE;
        return said;
    }

    /** Has the agent say its greeting, if it has one. Returns whether it has. */
    boolean greet(OpenTurn turn) {
        String greeting = mind.greeting();
        if (greeting.isEmpty()) {
            return false;
        }
        turn.saying.add(new Message.Agent(mind.agent().name(), greeting, false));
        sayWhole(turn, greeting);
        return true;
    }

    void think(OpenTurn turn) {
        turn.clock.modelStarts();
        ReplyPlayback.Voice voice = mouth.voice(mind.agent());
        follow(turn, mind.think(turn.speechOnly, turn.saying, delta -> turn.delivery.say(delta, voice)));
    }

    private void follow(OpenTurn turn, ModelStream thought) {
        turn.phase = Phase.THINKING;
        turn.think(thought);
        thought.whenOver(mailbox::post, () -> answered(turn, thought), fault -> failed(turn, thought, fault));
        announcer.state(State.THINKING, mind.agent().name());
    }

    private void answered(OpenTurn turn, ModelStream thought) {
        if (!turn.thinks(thought)) {
            return;
        }
        turn.delivery.flush(mouth.voice(mind.agent()));
        turn.notes.addAll(mind.notes(thought.answer()));
        ModelContext.Terms terms =
                new ModelContext.Terms(turn.key(), turn.speechOnly, turn.noted < MAX_NOTES, turn.mayBeSilent());
        switch (mind.meaning(thought.answer(), terms)) {
            case ModelReply.Transfer(TransferProposal proposal) ->
                ask(turn, new TurnOutcome.TransferAsked(turn.spoken(report(turn), false), proposal));
            case ModelReply.Tools(List<ToolCall> calls) -> {
                List<Tool> tools = calls.stream()
                        .flatMap(call -> mind.agent().tool(call.name()).stream())
                        .toList();
                tools.forEach(tool -> announce(turn, tool));
                turn.toolsRun = true;
                turn.toolsMayStop = tools.stream().anyMatch(Tool::interruptible);
                ask(turn, new TurnOutcome.ToolsAsked(turn.spoken(report(turn), false), calls));
            }
            case ModelReply.Noted() -> {
                turn.noted++;
                mind.rememberNotes(thought.answer(), turn.key());
                think(turn);
            }
            case ModelReply.Useless(String why) -> askOnceMore(turn, thought, why);
            case ModelReply.Said() -> complete(turn);
        }
    }

    /** Has the model answer again, behind what it has said. What is useless twice ends the turn with an apology. */
    private void askOnceMore(OpenTurn turn, ModelStream thought, String why) {
        if (turn.askedOnceMore) {
            LOG.atError().addKeyValue("why", why).log("the model gave no answer that can be used, twice");
            meters.fault(Meters.Fault.MODEL);
            fail(turn, why);
            return;
        }
        turn.askedOnceMore = true;
        mind.rememberUseless(thought.answer(), turn.key());
        String words = turn.delivery.unreported();
        if (turn.saying.isEmpty() && !words.isBlank()) {
            turn.saying.add(new Message.Agent(turn.agent.name(), words, false));
        }
        think(turn);
    }

    /** Arranges what the agent says as a tool starts, and when it takes long. */
    private void announce(OpenTurn turn, Tool tool) {
        String before = tool.sayBefore();
        if (before != null) {
            say(turn, before);
        }
        String filler = tool.filler();
        if (filler != null) {
            cover(turn, filler, FILLER_MS);
        }
    }

    /** Says something if tools still run after this time, ms. */
    private void cover(OpenTurn turn, String filler, long after) {
        int step = turn.step;
        turn.fillers.add(filler);
        mailbox.postAfter(after, () -> {
            boolean waits = turn.equals(open) && turn.step == step && turn.phase == Phase.AWAITING;
            if (waits && !turn.toolsStopped && turn.fillers.remove(filler)) {
                say(turn, filler);
            }
        });
    }

    /**
     * Tells a caller who speaks while tools run that they do: with the tool's filler, or with a phrase where there is
     * none or it was said. Says nothing if words are on their way in any case.
     */
    void reassure(OpenTurn turn) {
        if (turn.phase == Phase.AWAITING && turn.toolsRun && !turn.toolsStopped && !turn.delivery.speaks()) {
            String filler = turn.fillers.poll();
            say(turn, filler == null ? mind.phrase(Phrase.WORKING) : filler);
        }
    }

    /** Waits for tools that another process asked for. The caller has heard nothing since that process died. */
    void awaitTools(int number, RunningTools running) {
        Utterance heard = ledger.utterance(number);
        if (heard != null) {
            mind.heard(heard);
        }
        OpenTurn turn = begin(number, running.step(), heard, TurnClock.unvoiced());
        turn.phase = Phase.AWAITING;
        turn.toolsRun = true;
        List<Tool> tools = running.names().stream()
                .flatMap(name -> mind.agent().tool(name).stream())
                .toList();
        turn.toolsMayStop = tools.stream().anyMatch(Tool::interruptible);
        String filler = tools.stream()
                .map(Tool::filler)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> mind.phrase(Phrase.BRIDGE));
        cover(turn, filler, Math.max(0, FILLER_MS - running.sinceMs()));
    }

    private void ask(OpenTurn turn, TurnOutcome outcome) {
        turn.phase = Phase.AWAITING;
        ledger.come(turn.key(), outcome, TurnLedger.End.STEP);
        listener.asked();
    }

    private void failed(OpenTurn turn, ModelStream thought, Throwable fault) {
        if (!turn.thinks(thought)) {
            return;
        }
        LOG.error("the model could not answer", fault);
        meters.fault(Meters.Fault.MODEL);
        fail(turn, String.valueOf(fault.getMessage()));
    }

    /** Ends a turn that nobody can answer, with an apology if there is a voice to say it. */
    private void fail(OpenTurn turn, String failure) {
        turn.failure = failure;
        try {
            say(turn, mind.phrase(Phrase.APOLOGY));
        } catch (RuntimeException | Error mute) {
            LOG.error("the apology could not be spoken", mute);
        }
        complete(turn);
    }

    /**
     * Ends the turn that a fault broke with an apology. What the caller said and nobody has begun to answer is such a
     * turn, too.
     *
     * @return false if nothing is under way that could be ended
     */
    boolean apologise(String failure) {
        OpenTurn turn = open;
        if (turn != null && turn.phase == Phase.ASIDE) {
            drop();
            turn = null;
        }
        if (turn != null && turn.phase == Phase.AWAITING) {
            TurnInput awaited = ledger.awaited();
            if (awaited == null || awaited.turn() != turn.turn) {
                return false;
            }
            turn.step = awaited.step();
        }
        if (turn == null) {
            Utterance due = ledger.due();
            if (due == null) {
                return false;
            }
            turn = begin(due.turn(), ledger.answeringStep(due.turn()), due, TurnClock.unvoiced());
        }
        fail(turn, failure);
        return true;
    }

    // The end of a turn

    /** Ends a turn when its text, which is complete, has been spoken. */
    void complete(OpenTurn turn) {
        turn.phase = Phase.FINISHING;
        turn.stopThinking();
        turn.delivery.finish();
    }

    /** Cuts what a turn still says, so that it can say its last words. */
    OpenTurn breakOff(OpenTurn turn) {
        drop();
        OpenTurn last = begin(turn.turn, turn.step, turn.heard, turn.clock);
        last.goesOnBehind(turn.spoken(turn.delivery.reportRest(), true));
        return last;
    }

    /** Cuts and forgets what is under way, if anything is. */
    void drop() {
        OpenTurn turn = open;
        open = null;
        if (turn != null) {
            turn.stopThinking();
            turn.delivery.cut();
        }
    }

    /** Undoes a turn of which nothing was heard, as if it had not begun. What the caller said to it waits again. */
    void abandon(OpenTurn turn) {
        undo(turn);
        announcer.state(State.LISTENING, mind.agent().name());
        listener.settled(Timings.NONE);
    }

    /** Undoes a turn of which nothing was heard, to begin another at once. */
    void undo(OpenTurn turn) {
        drop();
        aside = new Aside(turn.brokenOff, turn.asides);
    }

    void settle(OpenTurn turn, boolean interrupted) {
        turn.stopThinking();
        if (interrupted) {
            turn.delivery.cut();
        }
        open = null;
        ReplyPlayback.Report report = turn.delivery.reportRest();
        asked = turn.delivery.spoken().endsWith("?");
        mind.said(turn.agent, report.words(), interrupted);
        announcer.agent(turn.turn, turn.delivery.spoken(), true, interrupted);
        if (turn.phase == Phase.ASIDE) {
            aside = new Aside(turn.brokenOff.then(report), turn.asides);
        } else {
            ledger.come(turn.key(), outcome(turn, report, interrupted), end(turn));
        }
        announcer.state(State.LISTENING, mind.agent().name());
        listener.settled(turn.timings());
    }

    private static TurnLedger.End end(OpenTurn turn) {
        boolean byItself = turn.heard == null && turn.turn > 0 && !turn.last;
        return byItself ? TurnLedger.End.WORDS_OF_ITS_OWN : TurnLedger.End.TURN;
    }

    private TurnOutcome outcome(OpenTurn turn, ReplyPlayback.Report report, boolean interrupted) {
        TurnOutcome.Spoken said = turn.spoken(report, interrupted);
        TurnOutcome.Spoken spoken = turn.last ? said.with(ledger.from(turn.turn + 1)) : said;
        String failure = turn.failure;
        return failure == null ? new TurnOutcome.Replied(spoken) : new TurnOutcome.Failed(spoken, failure);
    }

    private ReplyPlayback.Report report(OpenTurn turn) {
        ReplyPlayback.Report report = turn.delivery.report();
        mind.said(turn.agent, report.words(), false);
        return report;
    }

    // The playback reports

    void clauseStarted(long at) {
        OpenTurn turn = open;
        PreemptiveReply begun = ahead;
        TurnClock sounding = begun == null ? null : begun.sounding();
        if (turn != null) {
            turn.clock.sent(at);
            sounds(turn);
        } else if (sounding != null) {
            // Its words are shown when it is certain that they are a reply.
            sounding.sent(at);
            announcer.state(State.SPEAKING, mind.agent().name());
        }
    }

    private void sounds(OpenTurn turn) {
        if (turn.equals(open)) {
            announcer.state(State.SPEAKING, turn.agent.name());
            announcer.agent(turn.turn, turn.delivery.begun(), false, false);
        }
    }

    void drained() {
        OpenTurn turn = open;
        if (turn == null || !turn.isComplete()) {
            return;
        }
        CompletableFuture<Void> delivered = announcer.delivered();
        if (delivered.isDone()) {
            settle(turn, false);
        } else {
            var _ = delivered
                    .completeOnTimeout(null, DELIVERED_MS, TimeUnit.MILLISECONDS)
                    .thenRun(() -> mailbox.post(() -> delivered(turn)));
        }
    }

    private void delivered(OpenTurn turn) {
        if (turn.equals(open) && turn.isComplete()) {
            settle(turn, false);
        }
    }

    void close() {
        throwAhead();
        drop();
    }
}
