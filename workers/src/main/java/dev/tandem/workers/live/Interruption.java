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

    /** While words are held back, it is looked this often whether the caller still speaks, ms. */
    private static final long LOOK_MS = 100;

    /** When the VAD gave its verdict, ns; 0 if nobody interrupts. */
    private long since;

    /** Counts the times that words were held back; 0 if none are held back. */
    private int holding;

    private int holds;

    /** Whether the caller over whom words are held back was heard to say something. */
    private boolean hasWords;

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

    /**
     * Holds back what the agent is about to say, because the caller is speaking. It sounds when the caller has finished,
     * or if nothing like a word was heard for {@code false_interruption_ms}.
     */
    void holdBack(OpenTurn turn) {
        if (holding != 0 || !ears.hears()) {
            return;
        }
        since = 0;
        int hold = ++holds;
        holding = hold;
        hasWords = false;
        playout.pause();
        ears.wantWords(true);
        look(hold);
        mailbox.postAfter(turn.agent.turnTaking().falseInterruptionMs(), () -> {
            if (holding == hold && !hasWords) {
                letGo();
            }
        });
    }

    private void look(int hold) {
        mailbox.postAfter(LOOK_MS, () -> {
            if (holding == hold) {
                if (ears.hears()) {
                    look(hold);
                } else {
                    letGo();
                }
            }
        });
    }

    /** Whether words are held back until the caller has finished. */
    boolean holds() {
        return holding != 0;
    }

    /** Notes that the caller over whom words are held back says something. */
    void heardWords() {
        hasWords = true;
    }

    /** Lets words sound that were held back or paused. */
    void letGo() {
        holding = 0;
        over();
        playout.resume();
    }

    /** Forgets the interruption: it is decided. */
    void over() {
        since = 0;
        ears.wantWords(false);
    }
}
