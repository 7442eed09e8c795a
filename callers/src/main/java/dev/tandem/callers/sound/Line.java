package dev.tandem.callers.sound;

import dev.tandem.workflows.scenario.Voice;
import java.util.SplittableRandom;

/**
 * The line between a caller and the room: noise around them, a telephone's band, packets that are lost. It takes frame
 * after frame, silence too, because noise does not stop with the voice. The same frames come out the same for the same
 * seed. It allocates nothing, and is used by one thread at a time.
 */
public final class Line {

    /** Samples of a frame: 10 ms. A packet has two. */
    public static final int FRAME = CallersVoice.RATE / 100;

    /** Effective amplitude of speech in a line of {@link CallersVoice}, about; noise is measured against it. */
    static final double SPEECH = 2_000;

    private final Voice voice;
    private final PinkNoise noise;
    private final PacketLoss losses;
    private final PhoneBand band = new PhoneBand();
    private final double loudness;
    private final short[] out = new short[FRAME];
    private boolean second;
    private boolean lost;

    public Line(Voice voice, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        this.voice = voice;
        this.noise = new PinkNoise(random.split());
        this.losses = new PacketLoss(voice.packetLoss(), random.split());
        this.loudness = voice.noiseDb() >= Voice.NO_NOISE
                ? 0
                : SPEECH / Math.pow(10, voice.noiseDb() / 20) / Math.sqrt(PinkNoise.POWER);
    }

    /**
     * Sends a frame through the line.
     *
     * @return what arrives; it is overwritten by the next call
     */
    public short[] through(short[] frame) {
        boolean noisy = loudness > 0;
        boolean narrow = voice.band() == Voice.Band.PHONE;
        if (!second && voice.packetLoss() > 0) {
            lost = losses.next();
        }
        second = !second;
        for (int i = 0; i < FRAME; i++) {
            double sample = noisy ? frame[i] + loudness * noise.next() : frame[i];
            double arrives = narrow ? band.next(sample) : sample;
            out[i] = lost ? 0 : (short) Math.clamp(Math.round(arrives), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return out;
    }
}
