package dev.tandem.workers.live;

import dev.tandem.workers.listen.SpeechInput;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.TurnInput;

/** Knows who may speak now, and whether the caller is listened to. Owned by the session's mailbox. */
final class Floor {

    private final Presence presence;
    private final SpeechInput ears;
    private final TurnLedger ledger;
    private final ReplyController answering;
    private Control control;
    private boolean yielding;
    private boolean suspended;

    Floor(Control control, Presence presence, SpeechInput ears, TurnLedger ledger, ReplyController answering) {
        this.control = control;
        this.presence = presence;
        this.ears = ears;
        this.ledger = ledger;
        this.answering = answering;
    }

    /** Takes over what an armed step says about the floor. */
    void know(TurnInput input) {
        control = input.control();
        yielding = input.yields();
    }

    /** @param now whether nothing may begin, because the server gave up the attempt that attended the session */
    void suspend(boolean now) {
        suspended = now;
    }

    boolean suspended() {
        return suspended;
    }

    boolean agentSpeaks() {
        return control == Control.AGENT && !yielding;
    }

    /** Whether the step should give way at once, so that the call can move. */
    boolean yields() {
        return yielding;
    }

    boolean operatorSpeaks() {
        return control == Control.OPERATOR;
    }

    /** Whether a turn that waits for its tools can go on later. */
    boolean resumable() {
        return control == Control.PAUSED && !yielding;
    }

    /** Whether something may begin: nothing is under way, and nothing forbids it. */
    boolean isFree() {
        return answering.open() == null && !suspended && !presence.left();
    }

    /** Whether what the caller says is answered now. */
    boolean isListening() {
        return isFree() && agentSpeaks() && ledger.isPlaced() && ledger.answered() >= 0 && ledger.quiet();
    }

    /** Whether the call waits for a caller who says nothing. */
    boolean waitsForCaller() {
        return ledger.armed() && isListening() && presence.there() && !ears.hears();
    }
}
