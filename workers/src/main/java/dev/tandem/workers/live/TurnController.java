package dev.tandem.workers.live;

import dev.tandem.workers.live.TranscriptPublisher.State;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.speak.SpeechOutput;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.think.ModelContext;
import dev.tandem.workers.usage.ProviderReports;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.TurnOutcome;
import java.util.function.Function;

/**
 * Runs the worker's half of the turn protocol (docs/turns.md). It brings together what the call workflow arms ({@link
 * #steps}) and what the caller does ({@link #caller}). Owned by the session's mailbox, except {@link #beat}, {@link #idle}
 * and {@link #isSilent}, which any thread may ask.
 */
final class TurnController {

    private final Meters meters;
    private final SpeechOutput mouth;
    private final TurnLedger ledger;
    private final ReplyController answering;
    private final SessionSnapshots beats;
    private final ArmedSteps steps;
    private final CallerInput caller;

    TurnController(
            Lease lease,
            Conversation conversation,
            AgentGraph graph,
            SessionParts parts,
            ProviderReports reported,
            SessionEnds ends) {
        this.meters = parts.meters();
        String callId = lease.callId();
        this.ledger = new TurnLedger(reported);
        ModelContext mind = new ModelContext(
                callId,
                conversation,
                graph,
                one -> reported.model(parts.models().model(one)),
                parts.vault());
        Function<Agent, TextToSpeech> voice =
                agent -> parts.voice(agent.tts(), conversation.version().workspace(), graph.language());
        this.mouth = new SpeechOutput(
                agent -> reported.voice(voice.apply(agent)),
                voice,
                ends.playout(),
                ends.durability(),
                meters,
                () -> mind.fill(mind.phrase(Phrase.BRIDGE)),
                parts.ahead(),
                lease.played());
        this.answering =
                new ReplyController(mind, mouth, ledger, ends.mailbox(), ends.announcer(), meters, new Turns());
        ledger.takeOver(lease.turn(), lease.unsettled());
        this.beats = new SessionSnapshots(ledger, answering);
        Floor floor = new Floor(conversation.control(), ends.presence(), ends.ears(), ledger, answering);
        TurnScope scope = new TurnScope(floor, ends.presence(), ledger, mind, mouth, ends.ears(), answering, beats);
        SilenceWatch silence = new SilenceWatch(
                ends.mailbox(),
                // Whoever writes to a call in memory may take their time.
                lease.atNoServer() ? 0 : 1_000L * graph.limits().silenceTimeoutSeconds(),
                floor::waitsForCaller,
                this::nobodySpoke);
        HoldHandling hold = new HoldHandling(floor, ledger, mind, answering);
        Interruption interruption = new Interruption(ends.mailbox(), ends.playout(), ends.ears(), meters);
        this.steps = new ArmedSteps(graph, scope, hold, silence, interruption, lease.tools());
        this.caller = new CallerInput(
                scope,
                ends,
                steps,
                interruption,
                new CallerLines(parts.limits(), ledger, mind, ends.announcer(), meters),
                meters,
                lease.unsettled());
        answering.getReady();
        ends.announcer().state(State.LISTENING, mind.agent().name());
    }

    /** Returns the part that follows the call workflow. */
    ArmedSteps steps() {
        return steps;
    }

    /** Returns the part that follows the caller. */
    CallerInput caller() {
        return caller;
    }

    /** Whether nothing of the agent's is under way. Any thread may ask. */
    boolean isSilent() {
        return answering.open() == null;
    }

    /** Returns the last turn that was answered. */
    int answered() {
        return ledger.answered();
    }

    Heartbeat beat() {
        return beats.next();
    }

    boolean idle() {
        return beats.idle();
    }

    /**
     * Ends the turn that a fault broke with an apology.
     *
     * @return whether there was one
     */
    boolean apologise(Throwable fault) {
        boolean apologised = answering.apologise(String.valueOf(fault));
        beats.publish();
        return apologised;
    }

    // The playback reports

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

    private void nobodySpoke() {
        steps.nobodySpoke();
    }

    private final class Turns implements ReplyController.Listener {

        @Override
        public void asked() {
            beats.publish();
        }

        @Override
        public void wantsToAct() {
            caller.wantsToAct();
        }

        @Override
        public void settled(Timings timings) {
            meters.turn(timings);
            steps.settled();
            caller.settled();
        }
    }
}
