package dev.tandem.workers.turn;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.turn.Announcer.State;
import dev.tandem.workflows.call.AttendCall.Attendance;
import dev.tandem.workflows.call.Conversation;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.turn.Beat;
import dev.tandem.workflows.turn.Timings;
import dev.tandem.workflows.turn.TurnOutcome;

/**
 * The worker's half of the turn protocol (turns.md): brings together what the call workflow arms ({@link #steps}) and
 * what the caller does ({@link #caller}). Owned by the session's mailbox, but for {@link #beat} and {@link #idle}, which
 * any thread may ask.
 */
final class TurnDesk {

    private final Meters meters;
    private final Mouth mouth;
    private final TurnLedger ledger = new TurnLedger();
    private final Answering answering;
    private final Beats beats;
    private final Steps steps;
    private final Caller caller;

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
        this.meters = parts.meters();
        String callId = attendance.callId();
        Mind mind = new Mind(callId, conversation, graph, parts);
        this.mouth = new Mouth(
                callId,
                agent -> parts.voice(agent.tts(), conversation.version().workspace()),
                playout,
                durability,
                attendance.played());
        this.answering = new Answering(callId, mind, mouth, ledger, mailbox, announcer, new Turns());
        ledger.takeOver(attendance.turn(), attendance.unsettled());
        this.beats = new Beats(ledger, answering);
        Floor floor = new Floor(conversation.control(), presence, ears, ledger, answering);
        SilenceWatch silence = new SilenceWatch(
                mailbox, 1_000L * graph.limits().silenceTimeoutSeconds(), floor::waitsForCaller, this::nobodySpoke);
        StandBy standBy = new StandBy(floor, ledger, mind, answering);
        this.steps = new Steps(
                graph,
                floor,
                standBy,
                presence,
                ledger,
                mind,
                mouth,
                ears,
                answering,
                silence,
                beats,
                attendance.tools());
        this.caller = new Caller(
                attendance,
                steps,
                floor,
                presence,
                ledger,
                mind,
                mouth,
                answering,
                new Interruption(mailbox, playout, ears, meters),
                beats,
                durability,
                cancellation,
                announcer,
                meters);
        announcer.state(State.LISTENING, mind.agent().name());
    }

    /** What the call workflow says. */
    Steps steps() {
        return steps;
    }

    /** What the caller does. */
    Caller caller() {
        return caller;
    }

    Beat beat() {
        return beats.next();
    }

    boolean idle() {
        return beats.idle();
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

    private void nobodySpoke() {
        steps.nobodySpoke();
    }

    private final class Turns implements Answering.Listener {

        @Override
        public void asked() {
            beats.publish();
        }

        @Override
        public void settled(Timings timings) {
            meters.turn(timings);
            steps.settled();
        }
    }
}
