package dev.tandem.workers.live;

import dev.tandem.workers.listen.SpeechInput;
import dev.tandem.workers.live.OpenTurn.Phase;
import dev.tandem.workers.speak.SpeechOutput;
import dev.tandem.workers.speak.TurnClock;
import dev.tandem.workers.think.ModelContext;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.Offers;
import dev.tandem.workflows.protocol.RunningTools;
import dev.tandem.workflows.protocol.StepNumber;
import dev.tandem.workflows.protocol.SummaryRequest;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TransferRequest;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.Utterance;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what the call workflow asks for: steps of turns, and transfers of the call. Owned by the session's
 * mailbox.
 */
final class ArmedSteps {

    private final AgentGraph graph;
    private final Floor floor;
    private final HoldHandling standBy;
    private final Presence presence;
    private final TurnLedger ledger;
    private final ModelContext mind;
    private final SpeechOutput mouth;
    private final SpeechInput ears;
    private final ReplyController answering;
    private final SilenceWatch silence;
    private final Interruption interruption;
    private final SessionSnapshots beats;
    private final Asides asides = new Asides();

    /** The step that opens the call, until the caller is there. */
    private @Nullable TurnInput opening;

    /** The step that waits for the end of words that are said aside. */
    private @Nullable TurnInput afterAside;

    /** Tools that another process asked for, until the caller was told that they still run; null if there are none. */
    private @Nullable RunningTools inherited;

    /** @param inherited tools that another process asked for; null if there are none */
    ArmedSteps(
            AgentGraph graph,
            TurnScope scope,
            HoldHandling standBy,
            SilenceWatch silence,
            Interruption interruption,
            @Nullable RunningTools inherited) {
        this.graph = graph;
        this.floor = scope.floor();
        this.standBy = standBy;
        this.presence = scope.presence();
        this.ledger = scope.ledger();
        this.mind = scope.mind();
        this.mouth = scope.mouth();
        this.ears = scope.ears();
        this.answering = scope.answering();
        this.silence = silence;
        this.interruption = interruption;
        this.beats = scope.beats();
        this.inherited = inherited;
    }

    // Lease

    void adopted(Lease newer) {
        if (ledger.isPlaced()) {
            ledger.know(newer.turn(), newer.unsettled());
        }
        beats.publish();
        floor.suspend(false);
        next();
    }

    /** Lets nothing begin until {@link #adopted}, because the server gave up the attempt that attended the session. */
    void suspend() {
        floor.suspend(true);
        answering.throwAhead();
    }

    // Transfers

    /**
     * Puts the next agent's parts in place. Where a summary is wanted, the transfer is announced while the summary is
     * made.
     */
    CompletableFuture<TransferReceipt> transfer(TransferRequest request) {
        activate(request.toAgentId());
        SummaryRequest wanted = request.wanted();
        if (wanted == null) {
            return CompletableFuture.completedFuture(new TransferReceipt(request.toAgentId(), true, null));
        }
        mind.moves(wanted);
        announce(request.turn(), wanted);
        List<Path> taken =
                wanted.paths().stream().flatMap(id -> graph.path(id).stream()).toList();
        return mind.summarise(graph.agent(request.fromAgentId()), taken)
                .thenApply(summary -> new TransferReceipt(request.toAgentId(), true, summary));
    }

    private void announce(int number, SummaryRequest wanted) {
        OpenTurn turn = answering.open();
        if (turn == null && presence.there() && floor.agentSpeaks() && !floor.suspended()) {
            turn = answering.begin(number, 1, ledger.utterance(number), TurnClock.unvoiced());
            turn.phase = Phase.AWAITING;
        }
        if (turn != null && turn.turn == number && turn.phase == Phase.AWAITING) {
            interruption.holdBack(turn);
            answering.announceMove(turn, wanted.say());
        }
        beats.publish();
    }

    private void activate(String agentId) {
        mind.activate(graph.agent(agentId));
        ears.tune(mind.agent());
        answering.getReady();
        mind.connect();
        mouth.connect(mind.agent());
    }

    // Steps

    void arm(TurnInput input, CompletableFuture<TurnOutcome> outcome) {
        TurnLedger.Arming arming = ledger.arm(input, outcome);
        if (arming != TurnLedger.Arming.STALE) {
            if (!input.news().changed().isEmpty()) {
                answering.throwAhead();
            }
            mind.armed(input);
            activate(input.agentId());
            floor.know(input);
            asides.know(input.news().asides());
        }
        beats.publish();
        if (arming == TurnLedger.Arming.WAITING) {
            silence.restart();
            ears.expect(mind.expectedCodes());
            takeUp(input);
            await(input);
        }
        next();
        sayGoodbye();
    }

    /** Takes a turn over whose reply another process began before it was replaced. Nobody begins that reply anew. */
    private void takeUp(TurnInput input) {
        String played = input.news().played();
        if (!played.isEmpty() && answering.open() == null) {
            answering.throwAhead();
            mouth.goesOnBehind(played);
        }
    }

    private void await(TurnInput input) {
        OpenTurn turn = answering.open();
        if (presence.left() && turn == null) {
            return;
        }
        if (!floor.agentSpeaks()) {
            answering.throwAhead();
            stop(input);
        } else if (turn != null && turn.phase == Phase.ASIDE && !input.isLast()) {
            afterAside = input;
        } else if (turn != null && turn.turn == input.turn()) {
            goOn(turn, input);
        } else if (input.isLast()) {
            answering.drop();
            begin(input);
        } else if (ledger.isPast(input)) {
            forestalled(input);
        } else if (turn == null) {
            begin(input);
        }
    }

    private void stop(TurnInput input) {
        if (standBy.stop(input)) {
            afterAside = input;
        }
        beats.publish();
    }

    /** Takes a step of the turn that is under way. */
    private void goOn(OpenTurn turn, TurnInput input) {
        if (input.step() <= turn.step) {
            return;
        }
        if (turn.phase == Phase.AWAITING) {
            proceed(turn, input);
        } else if (input.isLast()) {
            proceed(answering.breakOff(turn), input);
        } else {
            // The caller spoke before the agent that a silence made active. The answer under way belongs to that step.
            turn.step = input.step();
            mind.remember(turn.agent, input);
        }
    }

    /**
     * Handles a caller who spoke before the agent that became active after the last reply could. If nothing was answered
     * yet, its first words come before the answer.
     */
    private void forestalled(TurnInput input) {
        Utterance heard = ledger.utterance(input.turn());
        OpenTurn early = answering.open();
        boolean mayGreet = ledger.answered() == input.turn() && (early == null || early.isUnheard());
        if (mayGreet && input.todo() instanceof TurnStep.Enter enter && !(enter.say() + mind.greeting()).isEmpty()) {
            if (early != null) {
                answering.undo(early);
            }
            enterLate(answering.begin(input.turn(), input.step(), heard, TurnClock.unvoiced()), input, enter);
            return;
        }
        ledger.come(
                StepNumber.of(input), new TurnOutcome.Replied(TurnOutcome.Spoken.silent(heard)), TurnLedger.End.TURN);
    }

    /** Lets an agent say its first words to a caller whose next words are answered behind them. */
    private void enterLate(OpenTurn turn, TurnInput input, TurnStep.Enter enter) {
        mind.remember(turn.agent, input);
        turn.begins(true);
        interruption.holdBack(turn);
        enter(turn, mind.agent(), enter);
        answering.complete(turn);
    }

    private void enter(OpenTurn turn, Agent leaving, TurnStep.Enter enter) {
        if (!enter.say().isEmpty()) {
            answering.sayMove(turn, leaving, enter.say());
        }
        answering.greet(turn);
    }

    /** Takes a step while nothing is under way. */
    private void begin(TurnInput input) {
        boolean opens = input.turn() == 0;
        switch (input.todo()) {
            case TurnStep.Listen _ -> {
                // It is the caller's turn.
            }
            case TurnStep.AskAgain(String say) -> askAgain(input.turn(), say);
            case TurnStep.Enter _ when opens -> opening = input;
            case TurnStep.Farewell _ when opens && input.step() == 1 -> opening = input;
            case TurnStep.Enter _, TurnStep.GoOn _, TurnStep.Reconsider _, TurnStep.Farewell _ -> takeUpTurn(input);
            case TurnStep.Yield _ -> {
                // Nothing is under way that could be cut.
            }
        }
    }

    /** Says something to a caller who has been silent. The turn stays theirs. */
    private void askAgain(int turn, String say) {
        if (ledger.utterance(turn) == null) {
            answering.sayAside(turn, mind.fill(say));
        }
    }

    /** Takes a turn over while nothing is under way here: another process began it, or the caller's words are old. */
    private void takeUpTurn(TurnInput input) {
        Utterance heard = ledger.utterance(input.turn());
        if (heard != null) {
            mind.heard(heard);
        }
        OpenTurn turn = answering.begin(input.turn(), input.step(), heard, TurnClock.unvoiced());
        ledger.dropped().ifPresent(reply -> turn.goesOnBehind(reply.spoken()));
        proceed(turn, input);
    }

    /** Goes on with a turn after tools, a rejection or a transfer. */
    private void proceed(OpenTurn turn, TurnInput input) {
        turn.step = input.step();
        Agent leaving = turn.agent;
        mind.remember(leaving, input);
        turn.agent = mind.agent();
        turn.speechOnly = input.offers().equals(Offers.NOTHING);
        turn.last = input.isLast();
        boolean stopped = turn.toolsStopped;
        turn.toolsMayStop = false;
        turn.toolsStopped = false;
        turn.toolsRun = false;
        turn.fillers.clear();
        boolean announced = turn.announced;
        turn.announced = false;
        if (!announced) {
            turn.begins(brings(input.todo()));
        }
        if (turn.tells && !stopped) {
            interruption.holdBack(turn);
        }
        switch (input.todo()) {
            case TurnStep.Farewell(String say) -> {
                say(turn, say);
                answering.complete(turn);
            }
            case TurnStep.Enter enter -> {
                if (!announced) {
                    enter(turn, leaving, enter);
                }
                thinkOn(turn);
            }
            case TurnStep.GoOn _, TurnStep.Reconsider _ -> {
                if (stopped) {
                    answering.complete(turn);
                } else {
                    thinkOn(turn);
                }
            }
            case TurnStep.Listen _, TurnStep.AskAgain _, TurnStep.Yield _ -> thinkOn(turn);
        }
    }

    /** Whether a step brings something that the caller waits for, which no word of theirs may make them miss. */
    private static boolean brings(TurnStep step) {
        return switch (step) {
            case TurnStep.GoOn(var returns) -> !returns.isEmpty();
            case TurnStep.Enter _ -> true;
            case TurnStep.Listen _, TurnStep.AskAgain _, TurnStep.Reconsider _, TurnStep.Farewell _, TurnStep.Yield _ ->
                false;
        };
    }

    private void thinkOn(OpenTurn turn) {
        if (presence.left()) {
            answering.complete(turn);
        } else {
            answering.think(turn);
        }
    }

    private void say(OpenTurn turn, String template) {
        if (!template.isEmpty()) {
            answering.say(turn, template);
        }
    }

    private void openCall(TurnInput first) {
        OpenTurn turn = answering.begin(0, first.step(), null, TurnClock.unvoiced());
        mind.remember(mind.agent(), first);
        switch (first.todo()) {
            case TurnStep.Farewell(String say) -> {
                say(turn, say);
                answering.complete(turn);
            }
            case TurnStep.Enter enter -> {
                say(turn, enter.say());
                if (answering.greet(turn)) {
                    answering.complete(turn);
                } else {
                    answering.think(turn);
                }
            }
            case TurnStep.Listen _, TurnStep.AskAgain _, TurnStep.GoOn _, TurnStep.Reconsider _, TurnStep.Yield _ ->
                throw new IllegalStateException("no such step opens a call: " + first);
        }
    }

    // What follows

    /** Ends the turn that was under way. */
    void settled() {
        silence.restart();
        beats.publish();
        sayGoodbye();
        TurnInput waiting = afterAside;
        afterAside = null;
        if (waiting != null && waiting.equals(ledger.awaited())) {
            await(waiting);
        }
        next();
    }

    /** Does what is due next, if nothing is under way. */
    void next() {
        if (!floor.isFree()) {
            return;
        }
        RunningTools running = inherited;
        if (running != null && floor.agentSpeaks() && presence.there()) {
            inherited = null;
            if (!ledger.isPlaced()) {
                answering.awaitTools(ledger.answered() + 1, running);
                beats.publish();
                return;
            }
        }
        TurnInput first = opening;
        if (first != null && floor.agentSpeaks() && presence.there()) {
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
        if (first == null && due != null && floor.agentSpeaks()) {
            answering.answer(due, TurnClock.unvoiced());
        }
    }

    /** Notes that the caller said something that is not answered now. */
    void heardMeanwhile() {
        TurnInput awaited = ledger.awaited();
        if (awaited != null && !floor.agentSpeaks()) {
            stop(awaited);
        }
    }

    /**
     * Reports silence. The call workflow decides what follows: a path, a question whether somebody is there, or the
     * end.
     */
    void nobodySpoke() {
        ledger.disarm(new TurnOutcome.Silence());
        beats.publish();
    }

    /** Reports that the caller left, when everything that was said has been handed over. */
    void sayGoodbye() {
        TurnInput awaited = ledger.awaited();
        Optional<TurnOutcome.Replied> dropped = ledger.dropped();
        boolean told = dropped.isPresent() || !ledger.undelivered();
        if (awaited != null && presence.left() && answering.open() == null && told) {
            ledger.leave(dropped.<TurnOutcome>map(
                            reply -> new TurnOutcome.Replied(reply.spoken().with(ledger.from(awaited.turn() + 1))))
                    .orElseGet(() -> new TurnOutcome.Left(ledger.from(awaited.turn()))));
            beats.publish();
            presence.told();
        }
    }
}
