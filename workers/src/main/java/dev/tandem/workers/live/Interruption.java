package dev.tandem.workers.live;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.listen.SpeechInput;
import dev.tandem.workers.metrics.Meters;

/**
 * A caller who may be interrupting: the reply stands still until words, or their absence, decide. Owned by the session's
 * mailbox.
 */
final class Interruption {

    private final Mailbox mailbox;
    private final Playout playout;
    private final SpeechInput ears;
    private final Meters meters;

    /** When the VAD said so, ns; 0: nobody interrupts. */
    private long since;

    Interruption(Mailbox mailbox, Playout playout, SpeechInput ears, Meters meters) {
        this.mailbox = mailbox;
        this.playout = playout;
        this.ears = ears;
        this.meters = meters;
    }

    /** Whether the reply stands still. */
    boolean pending() {
        return since != 0;
    }

    /** Speech was heard over the reply: it pauses, for {@code false_interruption_ms} at most. */
    void suspect(OpenTurn turn, long at) {
        playout.pause();
        since = at;
        turn.clock.interrupted(at);
        ears.wantWords(true);
        mailbox.postAfter(turn.agent.turnTaking().falseInterruptionMs(), () -> {
            if (since == at) {
                dismiss();
            }
        });
    }

    /** There were no words: the reply goes on where it paused. */
    void dismiss() {
        if (pending()) {
            meters.interruption(false);
            over();
            playout.resume();
        }
    }

    /** It is decided. */
    void over() {
        since = 0;
        ears.wantWords(false);
    }
}
