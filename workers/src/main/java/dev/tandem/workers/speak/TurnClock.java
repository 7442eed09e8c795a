package dev.tandem.workers.speak;

import dev.tandem.workflows.event.Timings;

/** Notes when the parts of one turn happened, in ns of {@link System#nanoTime}; 0 if one did not, or not yet. */
public final class TurnClock {

    private final long lastVoiced;
    private final long ended;
    private final double sttMs;
    private volatile long modelStarted;
    private volatile long durable;
    private volatile long firstSent;
    private volatile long interrupted;
    private volatile long silenced;

    public TurnClock(long lastVoiced, long ended, double sttMs) {
        this.lastVoiced = lastVoiced;
        this.ended = ended;
        this.sttMs = sttMs;
    }

    /** Creates the clock of a turn that no voice began. */
    public static TurnClock unvoiced() {
        return new TurnClock(0, System.nanoTime(), -1);
    }

    /** Returns how long ago the caller's turn ended, ms. */
    public long sinceEnd() {
        return (System.nanoTime() - ended) / 1_000_000;
    }

    public void modelStarts() {
        if (modelStarted == 0) {
            modelStarted = System.nanoTime();
        }
    }

    /** Notes that the model had started before the utterance was over. */
    public void modelStarted() {
        modelStarted = ended;
    }

    void durable() {
        durable = System.nanoTime();
    }

    public void sent(long at) {
        if (firstSent == 0) {
            firstSent = at;
        }
    }

    public boolean sounded() {
        return firstSent != 0;
    }

    /** Notes when the VAD gave the verdict that the caller interrupts. */
    public void interrupted(long at) {
        interrupted = at;
    }

    /** Notes the last frame that was sent before silence. */
    public void silenced(long at) {
        silenced = at;
    }

    /** @param firstToken of the turn's first model stream, ns; 0 if there is none yet */
    public Timings timings(ReplyPlayback delivery, long firstToken) {
        return new Timings(
                ms(lastVoiced, ended),
                sttMs,
                sinceEnd(firstToken),
                ms(delivery.firstClauseAt(), delivery.firstAudioAt()),
                ms(lastVoiced, firstSent),
                ms(ended, durable),
                sinceEnd(modelStarted),
                silenced == 0 ? -1 : Math.max(0, ms(interrupted, silenced)));
    }

    /** Returns 0 for what came before the end of the utterance. */
    private double sinceEnd(long at) {
        return at == 0 ? -1 : Math.max(0, ms(ended, at));
    }

    private static double ms(long from, long to) {
        return from == 0 || to == 0 ? -1 : Math.round((to - from) / 1e4) / 100.;
    }
}
