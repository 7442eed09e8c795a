package dev.tandem.workers.live;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.listen.SpeechInput;
import dev.tandem.workers.metrics.Meters;

/**
 * Handles a caller who may be interrupting. The reply is paused until there are words, or it is clear that there are
 * none. Owned by the session's mailbox.
 */
final class Interruption {

    private final Mailbox mailbox;
    private final Playout playout;
    private final SpeechInput ears;
    private final Meters meters;

    /** When the VAD gave its verdict, ns; 0 if nobody interrupts. */
    private long since;

    Interruption(Mailbox mailbox, Playout playout, SpeechInput ears, Meters meters) {
        this.mailbox = mailbox;
        this.playout = playout;
        this.ears = ears;
        this.meters = meters;
    }

    /** Whether the reply is paused. */
    boolean pending() {
        return since != 0;
    }

    /** Pauses the reply because speech was heard over it, for {@code false_interruption_ms} at most. */
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

    /** Resumes the reply where it paused, because there were no words. */
    void dismiss() {
        if (pending()) {
            meters.interruption(false);
            over();
            playout.resume();
        }
    }

    /** Forgets the interruption: it is decided. */
    void over() {
        since = 0;
        ears.wantWords(false);
    }
}
