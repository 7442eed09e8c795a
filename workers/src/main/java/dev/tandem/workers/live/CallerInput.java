package dev.tandem.workers.live;

import dev.tandem.workers.listen.Backchannel;
import dev.tandem.workers.listen.EarlyEnd;
import dev.tandem.workers.live.OpenTurn.Phase;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.speak.Durability;
import dev.tandem.workers.speak.SpeechOutput;
import dev.tandem.workers.speak.TurnClock;
import dev.tandem.workers.think.ModelContext;
import dev.tandem.workflows.graph.PathEvent;
import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.protocol.Departure;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Follows what the caller does, and acts on it here and now. Owned by the session's mailbox. */
final class CallerInput {

    /**
     * The call workflow is told what the caller said so long after it, ms, unless an outcome has told it by then. Within
     * this time the caller hears the first sound of most answers, and nothing may compete with that for the processor.
     */
    private static final long REPORT_MS = 150;

    /** A caller who says nothing for so long behind a sound without words takes it for their answer, ms. */
    private static final long ASK_AGAIN_MS = 700;

    /** A sound that came so long before the end of a question may have been its answer, ns. */
    private static final long OVER_THE_QUESTION = TimeUnit.MILLISECONDS.toNanos(2_500);

    private final Mailbox mailbox;
    private final ArmedSteps steps;
    private final Floor floor;
    private final Presence presence;
    private final TurnLedger ledger;
    private final ModelContext mind;
    private final SpeechOutput mouth;
    private final ReplyController answering;
    private final Interruption interruption;
    private final CallerLines lines;
    private final SessionSnapshots beats;
    private final Durability durability;
    private final CallReports reports;
    private final TranscriptPublisher announcer;
    private final Meters meters;

    /** When something without words was heard over what the agent said, ns; 0: nothing was. */
    private long wordlessAt;

    /** The turn in which the caller was asked to say it again, which happens once. */
    private int askedAgain = -1;

    /** Utterances that the process before this one heard, and may not have shown. */
    private List<Utterance> unshown;

    /** What the caller most probably has said, while a reply to it may already sound; null if there is nothing. */
    private @Nullable EarlyEnd early;

    /** Whether what the early reply wants may be done as soon as it wants it. */
    private boolean due;

    /** @param unshown utterances that the process before this one heard, and may not have shown */
    CallerInput(
            TurnScope scope,
            SessionEnds ends,
            ArmedSteps steps,
            Interruption interruption,
            CallerLines lines,
            Meters meters,
            List<Utterance> unshown) {
        this.mailbox = ends.mailbox();
        this.steps = steps;
        this.floor = scope.floor();
        this.presence = scope.presence();
        this.ledger = scope.ledger();
        this.mind = scope.mind();
        this.mouth = scope.mouth();
        this.answering = scope.answering();
        this.interruption = interruption;
        this.lines = lines;
        this.beats = scope.beats();
        this.durability = ends.durability();
        this.reports = ends.reports();
        this.announcer = ends.announcer();
        this.meters = meters;
        this.unshown = unshown;
    }

    // The caller comes and goes

    void joined() {
        presence.joined();
        unshown.forEach(heard -> announcer.caller(heard.turn(), heard.text()));
        unshown = List.of();
        steps.next();
    }

    /** Handles the loss of the caller's connection. They may come back. */
    void lost() {
        presence.lost();
    }

    void gone() {
        presence.gone(Departure.CALLER_LEFT);
    }

    /** Handles a caller who is gone for good. What they said so far is the turn. */
    void left() {
        takeEarly();
        answering.throwAhead();
        OpenTurn turn = answering.open();
        if (turn != null && turn.phase != Phase.AWAITING) {
            answering.settle(turn, true);
        }
        steps.sayGoodbye();
    }

    // The caller speaks

    /** Takes a line that the caller typed, unless it is too long or too many wait. */
    void typed(String line) {
        if (lines.takes(line)) {
            said(CallerLines.writable(line), TurnClock.unvoiced());
        }
    }

    /** Refuses a line that was typed and is too long to be taken at all. */
    void typedTooMuch() {
        lines.refuseLong();
    }

    /** Takes what the caller spoke, unless too much waits. */
    void spoke(String words, TurnClock clock) {
        if (early != null) {
            early = null;
            meters.earlyEnd(Meters.EarlyEnd.KEPT);
        }
        String taken = lines.spoken(words);
        if (taken.isEmpty()) {
            interruptionWasNone();
        } else {
            said(taken, clock);
        }
    }

    private void said(String text, TurnClock clock) {
        if (presence.left()) {
            // Nobody answers it any more, but it was said.
            announcer.caller(ledger.hear(text).turn(), text);
            beats.publish();
            return;
        }
        OpenTurn turn = answering.open();
        if (interruption.holds() || (turn != null && turn.isUntold())) {
            // The caller hears first what they waited for. What they said meanwhile is answered behind it.
            interruption.letGo();
        } else if (turn != null && turn.phase != Phase.AWAITING && turn.isInterruptible()) {
            if (onlyListens(text, turn)) {
                interruption.dismiss();
                return;
            }
            cut(turn);
        }
        if (turn != null && turn.phase == Phase.AWAITING && !Backchannel.is(text)) {
            interruptTools(turn);
            reassure(turn);
        }
        wordlessAt = 0;
        boolean answersNow = floor.isListening();
        Utterance utterance = ledger.hear(text);
        beats.publish();
        if (ledger.isPlaced()) {
            mailbox.postAfter(REPORT_MS, () -> report(utterance));
        }
        if (answersNow) {
            answering.answer(utterance, clock);
        } else {
            // The utterance waits, and must not be lost with this process.
            var _ = durability.record();
            steps.heardMeanwhile();
        }
        announcer.caller(utterance.turn(), text);
    }

    /** Tells the call workflow what the caller said, if it does not know it yet and is not about to. */
    private void report(Utterance utterance) {
        if (!presence.left() && !ledger.isTold(utterance)) {
            reports.heard(utterance);
        }
    }

    /** Stops the tools of a turn. What the caller says is answered as soon as they have stopped, in the next turn. */
    private void interruptTools(OpenTurn turn) {
        if (turn.toolsMayStop && !floor.suspended()) {
            turn.toolsMayStop = false;
            turn.toolsStopped = true;
            reports.interrupted(turn.turn, turn.step);
        }
    }

    private void reassure(OpenTurn turn) {
        if (floor.agentSpeaks() && !floor.suspended()) {
            answering.reassure(turn);
        }
    }

    /** Takes the keys that the caller pressed before they paused. Only keys that a path waits for are news. */
    void pressed(String digits) {
        if (floor.waitsForCaller() && mind.waitsFor(new PathEvent.Dtmf(digits))) {
            ledger.disarm(new TurnOutcome.Pressed(digits));
            beats.publish();
        }
    }

    /** Takes words after which the caller has paused, and which may be all. */
    void perhapsSaid(String text) {
        if (mind.agent().turnTaking().preemptive() && floor.isListening()) {
            answering.answerAhead(lines.cut(text));
        }
    }

    /** Handles a caller who went on after such words. Nothing was done yet, and nothing of a reply is kept. */
    void wentOn() {
        if (early != null) {
            early = null;
            meters.earlyEnd(Meters.EarlyEnd.WITHDRAWN);
        }
        answering.throwAhead();
    }

    /** Lets the reply sound to a caller who has most probably finished. It is withdrawn if they go on. */
    void mostProbablySaid(EarlyEnd end) {
        boolean whole = lines.cut(end.text()).equals(end.text());
        TurnClock clock = new TurnClock(end.lastVoicedAt(), end.foundAt(), 0);
        if (whole && floor.isListening() && answering.soundAhead(end.text(), clock)) {
            early = end;
            due = false;
        } else {
            meters.earlyEnd(Meters.EarlyEnd.UNUSED);
        }
    }

    /**
     * Takes what the caller said now that they have been silent for long enough. A reply that sounds and only speaks
     * may be withdrawn a little longer.
     */
    void due(EarlyEnd end) {
        due = true;
        if (!end.equals(early) || !answering.onlySpeaksAhead()) {
            take(end);
        }
    }

    /** Handles an early reply that wants tools, or another agent. They wait until the caller has been silent for long. */
    void wantsToAct() {
        if (due) {
            takeEarly();
        }
    }

    private void takeEarly() {
        EarlyEnd end = early;
        if (end != null) {
            take(end);
        }
    }

    private void take(EarlyEnd end) {
        if (end.take()) {
            spoke(end.text(), new TurnClock(end.lastVoicedAt(), System.nanoTime(), 0));
        }
    }

    // The caller interrupts

    /** Handles a voice over the reply. Nobody knows yet whether it says anything. */
    void interrupting(long at) {
        OpenTurn turn = answering.open();
        if (turn == null || interruption.holds()) {
            return;
        }
        if (turn.isUntold()) {
            interruption.holdBack(turn);
        } else if (turn.clock.sounded() && turn.isInterruptible()) {
            interruption.suspect(turn, at);
        }
    }

    void interruptionHasWords(String soFar) {
        OpenTurn turn = answering.open();
        if (interruption.holds()) {
            interruption.heardWords();
        } else if (interruption.pending() && turn != null && !onlyListens(soFar, turn)) {
            cut(turn);
        }
    }

    void interruptionWasNone() {
        if (interruption.holds()) {
            interruption.letGo();
        }
        interruption.dismiss();
        steps.next();
    }

    /**
     * Handles a sound without words. After a question, or over the end of one, it may have been the answer: the caller
     * is then asked once to say it again.
     */
    void wordless() {
        interruptionWasNone();
        if (answering.open() == null) {
            askAgain();
        } else {
            wordlessAt = System.nanoTime();
        }
    }

    /** Handles the end of what the agent said. */
    void settled() {
        long at = wordlessAt;
        wordlessAt = 0;
        if (at != 0 && System.nanoTime() - at < OVER_THE_QUESTION) {
            askAgain();
        }
    }

    private void askAgain() {
        int turn = ledger.answered() + 1;
        if (!answering.hasAsked() || askedAgain == turn) {
            return;
        }
        mailbox.postAfter(ASK_AGAIN_MS, () -> {
            if (askedAgain != turn && ledger.answered() + 1 == turn && floor.waitsForCaller()) {
                askedAgain = turn;
                answering.sayAside(turn, mind.fill(mind.phrase(Phrase.APOLOGY)));
            }
        });
    }

    /** Apologises to a caller whose words could not be recognised. If the agent speaks, it was no time for theirs. */
    void unheard() {
        if (floor.isListening() && presence.there()) {
            answering.sayAside(ledger.answered() + 1, mind.fill(mind.phrase(Phrase.APOLOGY)));
        }
    }

    /** Whether the caller shows over a reply that they listen, and does not want to speak. */
    private static boolean onlyListens(String text, OpenTurn turn) {
        return turn.clock.sounded() && !turn.delivery.asks() && Backchannel.is(text);
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
}
