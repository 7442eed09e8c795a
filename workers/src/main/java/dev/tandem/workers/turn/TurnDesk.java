package dev.tandem.workers.turn;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.turn.Announcer.State;
import dev.tandem.workers.turn.OpenTurn.Phase;
import dev.tandem.workflows.call.AttendCall.Attendance;
import dev.tandem.workflows.call.AttendCall.Departure;
import dev.tandem.workflows.call.Conversation;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.transfer.PathTransfer;
import dev.tandem.workflows.turn.Beat;
import dev.tandem.workflows.turn.Control;
import dev.tandem.workflows.turn.Timings;
import dev.tandem.workflows.turn.TurnInput;
import dev.tandem.workflows.turn.TurnOutcome;
import dev.tandem.workflows.turn.Utterance;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The worker's half of the turn protocol (turns.md): brings together what the call workflow arms and what the caller
 * says. Owned by the session's mailbox, but for {@link #beat} and {@link #idle}, which any thread may ask.
 */
final class TurnDesk {

    private final AgentGraph graph;
    private final Durability durability;
    private final ToolCancellation cancellation;
    private final Meters meters;
    private final Ears ears;
    private final Announcer announcer;
    private final Presence presence;
    private final Mind mind;
    private final Mouth mouth;
    private final Interruption interruption;
    private final TurnLedger ledger = new TurnLedger();
    private final Answering answering;
    private final SilenceWatch silence;
    private final AtomicLong beats = new AtomicLong();
    private @Nullable TurnInput opening;
    private final Asides asides = new Asides();
    private @Nullable TurnInput afterAside;
    private Control control;
    private boolean yielding;
    private boolean suspended;
    private volatile List<Utterance> unsettled;
    private volatile boolean armed;

    TurnDesk(
            Attendance attendance,
            Conversation conversation,
            AgentGraph graph,
            SessionParts parts,
            Durability durability,
            ToolCancellation cancellation,
            Mailbox mailbox,
            Playout playout,
            Ears ears,
            Announcer announcer,
            Presence presence) {
        this.graph = graph;
        this.durability = durability;
        this.cancellation = cancellation;
        this.meters = parts.meters();
        this.ears = ears;
        this.announcer = announcer;
        this.presence = presence;
        this.control = conversation.control();
        String callId = attendance.callId();
        this.mind = new Mind(callId, conversation, graph, parts);
        this.mouth = new Mouth(
                callId,
                agent -> parts.voice(agent.tts(), conversation.version().workspace()),
                playout,
                durability,
                attendance.played());
        this.interruption = new Interruption(mailbox, playout, ears, meters);
        this.answering = new Answering(callId, mind, mouth, ledger, mailbox, announcer, new Turns());
        this.silence = new SilenceWatch(
                mailbox, 1_000L * graph.limits().silenceTimeoutSeconds(), this::waitsForCaller, this::nobodySpoke);
        ledger.takeOver(attendance.turn(), attendance.unsettled());
        unsettled = ledger.unsettled();
        announcer.state(State.LISTENING, mind.agent().name());
    }

    Beat beat() {
        OpenTurn turn = answering.open();
        return new Beat(
                beats.incrementAndGet(),
                unsettled,
                turn == null ? 0 : turn.turn,
                turn == null ? "" : turn.delivery.spoken());
    }

    boolean idle() {
        return !armed;
    }

    // What the call workflow says

    void adopted(Attendance newer) {
        if (ledger.isPlaced()) {
            ledger.know(newer.turn(), newer.unsettled());
        }
        publish();
    }

    void suspend(boolean now) {
        suspended = now;
        if (now) {
            answering.throwAhead();
        } else {
            next();
        }
    }

    void activate(String agentId) {
        mind.activate(graph.agent(agentId));
        ears.tune(mind.agent());
    }

    /** Puts the next agent's parts in place; where a summary is wanted, the move is announced while it is made. */
    CompletableFuture<PathTransfer.Receipt> transfer(PathTransfer.Request request) {
        activate(request.toAgentId());
        PathTransfer.Wanted wanted = request.wanted();
        if (wanted == null) {
            return CompletableFuture.completedFuture(new PathTransfer.Receipt(request.toAgentId(), true, null));
        }
        mind.moves(wanted);
        announce(request.turn(), wanted);
        List<Path> taken =
                wanted.paths().stream().flatMap(id -> graph.path(id).stream()).toList();
        return mind.summarise(graph.agent(request.fromAgentId()), taken)
                .thenApply(summary -> new PathTransfer.Receipt(request.toAgentId(), true, summary));
    }

    private void announce(int number, PathTransfer.Wanted wanted) {
        OpenTurn turn = answering.open();
        if (turn == null && presence.there() && agentSpeaks() && !suspended) {
            turn = answering.begin(number, 1, ledger.utterance(number), TurnClock.unvoiced());
            turn.phase = Phase.AWAITING;
        }
        if (turn != null && turn.turn == number && turn.phase == Phase.AWAITING) {
            answering.announceMove(turn, wanted.say());
        }
        publish();
    }

    void arm(TurnInput input, CompletableFuture<TurnOutcome> outcome) {
        TurnLedger.Arming arming = ledger.arm(input, outcome);
        if (arming != TurnLedger.Arming.STALE) {
            if (!input.changed().isEmpty()) {
                answering.throwAhead();
            }
            mind.armed(input);
            activate(input.agentId());
            control = input.control();
            yielding = input.yields();
            asides.know(input.asides());
        }
        publish();
        if (arming == TurnLedger.Arming.WAITING) {
            silence.restart();
            ears.expect(mind.expectedCodes());
            takeUp(input);
            await(input);
        }
        next();
        sayGoodbye();
    }

    /** Another process has begun the turn's reply and was replaced while it spoke: nobody begins it anew. */
    private void takeUp(TurnInput input) {
        String played = input.played();
        if (played != null && answering.open() == null) {
            answering.throwAhead();
            mouth.goesOnBehind(played);
        }
    }

    private void await(TurnInput input) {
        OpenTurn turn = answering.open();
        if (presence.left() && turn == null) {
            return;
        }
        if (!agentSpeaks()) {
            answering.throwAhead();
            stop(input);
            return;
        }
        Utterance heard = ledger.utterance(input.turn());
        if (turn != null && turn.phase == Phase.ASIDE && !input.last()) {
            afterAside = input;
        } else if (turn != null && turn.turn == input.turn()) {
            if (input.step() > turn.step && (turn.phase == Phase.AWAITING || input.last())) {
                proceed(turn.phase == Phase.AWAITING ? turn : answering.breakOff(turn), input);
            } else if (input.step() > turn.step) {
                // The caller spoke before the agent that a silence brought: the answer under way is that step's.
                turn.step = input.step();
                mind.remember(turn.agent, input);
            }
        } else if (ledger.isPast(input)) {
            // The caller spoke before the agent that became active after the last reply could.
            ledger.come(
                    TurnLedger.Step.of(input),
                    new TurnOutcome.Replied(TurnOutcome.Spoken.silent(heard)),
                    TurnLedger.End.TURN);
        } else if (turn == null && (input.listens() || (input.step() == 1 && input.turn() > 0))) {
            listen(input, heard);
        } else if (turn == null && input.step() > 1 && !(input.turn() == 0 && input.entered())) {
            if (heard != null) {
                mind.heard(heard);
            }
            proceed(answering.begin(input.turn(), input.step(), heard, TurnClock.unvoiced()), input);
        } else if (turn == null) {
            opening = input;
            next();
        }
    }

    /** The agent has not the word, or is about to lose it: what it says is cut, what the caller says waits or is taken down. */
    private void stop(TurnInput input) {
        OpenTurn turn = answering.open();
        if (turn != null && turn.phase != Phase.ASIDE && !(turn.phase == Phase.AWAITING && resumable())) {
            cutShort(turn, input);
        }
        OpenTurn left = answering.open();
        if (left != null && left.phase == Phase.ASIDE) {
            afterAside = input;
        } else if (left == null && ledger.armed(TurnLedger.Step.of(input))) {
            standBy(input);
        }
    }

    /** Whether a turn that waits for its tools can go on with them later. */
    private boolean resumable() {
        return control == Control.PAUSED && !yielding;
    }

    private void cutShort(OpenTurn turn, TurnInput input) {
        if (input.step() > turn.step) {
            turn.step = input.step();
            mind.remember(turn.agent, input);
        }
        if (turn.delivery.spoken().isEmpty()) {
            answering.abandon(turn);
        } else {
            answering.settle(turn, true);
        }
    }

    private void standBy(TurnInput input) {
        Utterance heard = ledger.utterance(input.turn());
        if (yielding) {
            ledger.disarm(new TurnOutcome.Yielded());
        } else if (control == Control.OPERATOR && (heard != null || input.turn() == 0)) {
            takeDown(input, heard);
        }
        publish();
    }

    /** The caller speaks with an operator. */
    private void takeDown(TurnInput input, @Nullable Utterance heard) {
        if (heard != null) {
            mind.heard(heard);
        }
        Answering.Aside said = answering.takeAside();
        String words = said.report().words();
        ledger.come(
                TurnLedger.Step.of(input),
                new TurnOutcome.Replied(new TurnOutcome.Spoken(
                        heard, words, said.report().text(), false, List.of(), Timings.NONE, said.ids())),
                TurnLedger.End.TURN);
    }

    /** It is the caller's turn; to one who has been silent something may be said meanwhile. */
    private void listen(TurnInput input, @Nullable Utterance heard) {
        String say = input.say();
        if (heard == null && say != null) {
            answering.sayAside(input.turn(), mind.fill(say));
        } else {
            next();
        }
    }

    /** Goes on with a turn after tools, a rejection or a transfer. */
    private void proceed(OpenTurn turn, TurnInput input) {
        turn.step = input.step();
        mind.remember(turn.agent, input);
        turn.agent = mind.agent();
        turn.speechOnly = input.speechOnly();
        turn.last = input.last();
        String say = input.say();
        boolean announced = turn.announced && input.entered();
        boolean goesOn = !turn.toolsStopped || input.entered();
        turn.announced = false;
        turn.toolsMayStop = false;
        turn.toolsStopped = false;
        if (say != null && !announced) {
            answering.say(turn, say);
        }
        if (input.entered() && !announced) {
            answering.greet(turn);
        }
        if (input.last() || !goesOn) {
            answering.complete(turn);
        } else {
            answering.think(turn);
        }
    }

    // What the caller does

    void callerThere(boolean there) {
        if (there) {
            presence.joined();
            next();
        } else {
            presence.lost();
        }
    }

    void callerGone() {
        presence.gone(Departure.CALLER_LEFT);
    }

    /** The caller is gone for good: what was said so far is the turn. */
    void left() {
        answering.throwAhead();
        OpenTurn turn = answering.open();
        if (turn != null && turn.phase != Phase.AWAITING) {
            answering.settle(turn, true);
        }
        sayGoodbye();
    }

    void heard(String text, TurnClock clock) {
        if (presence.left()) {
            return;
        }
        OpenTurn turn = answering.open();
        if (turn != null && turn.phase != Phase.AWAITING && turn.isInterruptible()) {
            if (onlyListens(text, turn)) {
                interruption.dismiss();
                return;
            }
            cut(turn);
        }
        if (turn != null && turn.phase == Phase.AWAITING && !Backchannel.is(text)) {
            interruptTools(turn);
        }
        boolean answersNow = isListening();
        Utterance utterance = ledger.hear(text);
        publish();
        if (answersNow) {
            answering.answer(utterance, clock);
        } else {
            // It waits; and does not get lost with this process.
            var _ = durability.record();
            TurnInput awaited = ledger.awaited();
            if (awaited != null && !agentSpeaks()) {
                stop(awaited);
            }
        }
        announcer.caller(utterance.turn(), text);
    }

    /** What the caller says is answered as soon as the tools have stopped: in the next turn. */
    private void interruptTools(OpenTurn turn) {
        if (turn.toolsMayStop && !suspended) {
            turn.toolsMayStop = false;
            turn.toolsStopped = true;
            cancellation.ask(turn.turn, turn.step);
        }
    }

    /** The caller pressed keys, then paused. */
    void pressed(String digits) {
        if (waitsForCaller()) {
            ledger.disarm(new TurnOutcome.Pressed(digits));
            publish();
        }
    }

    /** The caller has paused after words that may be all. */
    void perhapsHeard(String text) {
        if (mind.agent().turnTaking().preemptive() && isListening()) {
            answering.answerAhead(text);
        }
    }

    /** They were not all. */
    void wentOn() {
        answering.throwAhead();
    }

    void interrupting(long at) {
        OpenTurn turn = answering.open();
        if (turn != null && turn.clock.sounded() && turn.isInterruptible()) {
            interruption.suspect(turn, at);
        }
    }

    void interruptionHasWords(String soFar) {
        OpenTurn turn = answering.open();
        if (interruption.pending() && turn != null && !onlyListens(soFar, turn)) {
            cut(turn);
        }
    }

    /** Whether the caller shows over a reply that he listens, and does not want to speak. */
    private static boolean onlyListens(String text, OpenTurn turn) {
        return turn.clock.sounded() && !turn.delivery.asks() && Backchannel.is(text);
    }

    void interruptionWasNone() {
        interruption.dismiss();
        next();
    }

    private void cut(OpenTurn turn) {
        meters.interruption(true);
        turn.clock.silenced(mouth.lastSent());
        if (turn.phase == Phase.AWAITING) {
            mouth.cut();
        } else {
            answering.settle(turn, true);
        }
        interruption.over();
    }

    // What the mouth does

    void clauseStarted(long at) {
        answering.clauseStarted(at);
    }

    void drained() {
        answering.drained();
    }

    void stalled() {
        mouth.stalled();
    }

    void close() {
        answering.close();
        ledger.disarm(new TurnOutcome.Absent());
    }

    // The turn

    /** Whether what the caller says now is answered now. */
    private boolean isListening() {
        return answering.open() == null
                && agentSpeaks()
                && !suspended
                && !presence.left()
                && ledger.isPlaced()
                && ledger.answered() >= 0
                && ledger.quiet();
    }

    /** Does what is due next, when nothing is under way. */
    private void next() {
        if (answering.open() != null || suspended || presence.left()) {
            return;
        }
        TurnInput first = opening;
        if (first != null && agentSpeaks() && presence.there()) {
            opening = null;
            openCall(first);
            return;
        }
        TurnInput.Aside aside = presence.there() && !ears.hears() ? asides.poll() : null;
        if (aside != null) {
            answering.sayAside(ledger.answered() + 1, aside);
            return;
        }
        Utterance due = ledger.due();
        if (first == null && due != null && agentSpeaks()) {
            answering.answer(due, TurnClock.unvoiced());
        }
    }

    private void openCall(TurnInput first) {
        OpenTurn turn = answering.begin(0, first.step(), null, TurnClock.unvoiced());
        mind.remember(mind.agent(), first);
        String say = first.say();
        if (say != null) {
            answering.say(turn, say);
        }
        if (first.last() || answering.greet(turn)) {
            answering.complete(turn);
        } else {
            answering.think(turn);
        }
    }

    private boolean agentSpeaks() {
        return control == Control.AGENT && !yielding;
    }

    private boolean waitsForCaller() {
        return ledger.armed() && isListening() && presence.there() && !ears.hears();
    }

    /** The call workflow says what follows: a path, a question whether somebody is there, the end. */
    private void nobodySpoke() {
        ledger.disarm(new TurnOutcome.Silence());
        publish();
    }

    /** A caller that left is told of when everything that was said has been handed over. */
    private void sayGoodbye() {
        Optional<TurnOutcome> dropped = ledger.dropped();
        boolean told = dropped.isPresent() || !ledger.undelivered();
        if (presence.left() && answering.open() == null && told && ledger.armed()) {
            ledger.disarm(dropped.orElseGet(TurnOutcome.Left::new));
            publish();
            presence.told();
        }
    }

    private void publish() {
        unsettled = ledger.unsettled();
        armed = ledger.armed() || answering.open() != null;
    }

    private final class Turns implements Answering.Listener {

        @Override
        public void asked() {
            publish();
        }

        @Override
        public void settled(Timings timings) {
            meters.turn(timings);
            silence.restart();
            publish();
            sayGoodbye();
            TurnInput waiting = afterAside;
            afterAside = null;
            if (waiting != null && waiting.equals(ledger.awaited())) {
                await(waiting);
            }
            next();
        }
    }
}
