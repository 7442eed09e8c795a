package dev.tandem.workers.turn;

import dev.tandem.workflows.turn.Beat;
import dev.tandem.workflows.turn.Utterance;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What heartbeats tell of the turns. The session's mailbox publishes; any thread may ask. */
final class Beats {

    private final TurnLedger ledger;
    private final Answering answering;
    private final AtomicLong count = new AtomicLong();
    private volatile List<Utterance> unsettled;
    private volatile boolean armed;

    Beats(TurnLedger ledger, Answering answering) {
        this.ledger = ledger;
        this.answering = answering;
        this.unsettled = ledger.unsettled();
    }

    /** Makes the ledger's present state the one that is told. */
    void publish() {
        unsettled = ledger.unsettled();
        armed = ledger.armed() || answering.open() != null;
    }

    /** The whole state. */
    Beat next() {
        OpenTurn turn = answering.open();
        return new Beat(
                count.incrementAndGet(),
                unsettled,
                turn == null ? 0 : turn.turn,
                turn == null ? "" : turn.delivery.spoken());
    }

    /** Whether no turn is armed or under way. */
    boolean idle() {
        return !armed;
    }
}
