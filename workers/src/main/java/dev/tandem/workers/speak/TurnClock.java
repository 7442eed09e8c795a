package dev.tandem.workers.speak;

import dev.tandem.workflows.event.Timings;

/** When the parts of one turn happened, in ns of {@link System#nanoTime}; 0: not (yet). */
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

    /** For a turn that no voice began. */
    public static TurnClock unvoiced() {
        return new TurnClock(0, System.nanoTime(), -1);
    }

    public void modelStarts() {
        if (modelStarted == 0) {
            modelStarted = System.nanoTime();
        }
    }

    /** The model had started before the utterance was over. */
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

    /** The VAD said that the caller interrupts. */
    public void interrupted(long at) {
        interrupted = at;
    }

    /** The last frame that was sent before silence. */
    public void silenced(long at) {
        silenced = at;
    }

    /** @param firstToken of the turn's first thought, ns; 0: not yet */
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

    /** 0: it came before the end of the utterance. */
    private double sinceEnd(long at) {
        return at == 0 ? -1 : Math.max(0, ms(ended, at));
    }

    private static double ms(long from, long to) {
        return from == 0 || to == 0 ? -1 : Math.round((to - from) / 1e4) / 100.;
    }
}
