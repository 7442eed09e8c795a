package dev.tandem.workers.live;

import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.Utterance;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the snapshot of the turns that heartbeats carry. The session's mailbox publishes it, and any thread may read
 * it.
 */
final class SessionSnapshots {

    private final TurnLedger ledger;
    private final ReplyController answering;
    private final AtomicLong count = new AtomicLong();
    private volatile List<Utterance> unsettled;
    private volatile boolean armed;

    SessionSnapshots(TurnLedger ledger, ReplyController answering) {
        this.ledger = ledger;
        this.answering = answering;
        this.unsettled = ledger.unsettled();
    }

    /** Publishes the ledger's present state. */
    void publish() {
        unsettled = ledger.unsettled();
        armed = ledger.armed() || answering.open() != null;
    }

    /** Returns the next heartbeat, with the whole state. */
    Heartbeat next() {
        OpenTurn turn = answering.open();
        return new Heartbeat(
                count.incrementAndGet(),
                unsettled,
                turn == null ? 0 : turn.turn,
                turn == null ? "" : turn.delivery.spoken(),
                0,
                ledger.reports());
    }

    /** Whether no turn is armed or under way. */
    boolean idle() {
        return !armed;
    }
}
