package dev.tandem.workers.audio;

/** Paces a playout as the test says, a frame of 10 ms at a time. */
public final class PlayedByHand {

    private final Playout playout;
    private long now;

    public PlayedByHand(Playout playout) {
        this.playout = playout;
        playout.pacedBy(Thread.currentThread(), 0);
    }

    public void advance() {
        playout.tick(now);
        now += Pacer.TICK;
    }
}
