package dev.tandem.workflows.scenario;

import java.util.Locale;

/**
 * What disturbs the voice of a spoken caller. What is left to chance comes from the attempt's seed ({@link Repeat}).
 *
 * @param noiseDb how loud the noise is below the voice, as a signal-to-noise ratio in dB; 100: there is none
 * @param packetLoss share of the frames that are lost, 0 to 1
 * @param pauses whether the caller pauses within sentences
 * @param backchannels whether the caller says {@code mhm} while the agent speaks
 */
public record Voice(double noiseDb, double packetLoss, Band band, boolean pauses, boolean backchannels) {

    /** Of {@link #noiseDb}: nothing is heard besides the voice. */
    public static final double NO_NOISE = 100;

    /** A voice in a quiet room, on a good line. */
    public static final Voice CLEAR = new Voice(NO_NOISE, 0, Band.WIDE, false, false);

    /** Which frequencies the line lets through. */
    public enum Band {
        WIDE,
        /** 300 to 3400 Hz, as a telephone's. */
        PHONE;

        /** Returns its name in documents. */
        public String documentName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
