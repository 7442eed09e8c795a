package dev.tandem.callers.sound;

import java.util.SplittableRandom;

/** Decides which packets are lost: in bursts, as on a radio link (Gilbert's model of two states). */
final class PacketLoss {

    /** Packets of a burst, on average. */
    private static final double BURST = 2.5;

    private final SplittableRandom random;
    private final double begins;
    private boolean lost;

    /** @param share of packets that are lost in the long run, 0 to 1 */
    PacketLoss(double share, SplittableRandom random) {
        this.random = random;
        this.begins = share >= 1 ? 1 : Math.min(1, share / (1 - share) / BURST);
        this.lost = share >= 1;
    }

    boolean next() {
        lost = lost ? begins >= 1 || random.nextDouble() >= 1 / BURST : random.nextDouble() < begins;
        return lost;
    }
}
