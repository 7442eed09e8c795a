package dev.tandem.workers.speech.local.smartturn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogMelTest {

    private final LogMel logMel = new LogMel();

    static List<Clip> clips() {
        return Clip.all();
    }

    /** Wrong features look plausible, and the model answers all the same: only equal numbers show that they are right. */
    @ParameterizedTest
    @MethodSource("clips")
    void theFeaturesAreThoseOfTheAuthors(Clip clip) {
        float[] features = of(clip.samples());
        double sum = 0;
        for (float feature : features) {
            sum += feature;
        }
        assertThat(sum / features.length).isCloseTo(clip.mean(), within(1e-4));
        for (double[] one : clip.features()) {
            int band = (int) one[0];
            int frame = (int) one[1];
            assertThat((double) features[band * LogMel.FRAMES + frame])
                    .as("band %d, frame %d", band, frame)
                    .isCloseTo(one[2], within(5e-4));
        }
    }

    @Test
    void onlyTheLastEightSecondsCount() {
        short[] noise = noise(10 * LogMel.RATE);
        short[] end = Arrays.copyOfRange(noise, 2 * LogMel.RATE, 10 * LogMel.RATE);
        assertThat(of(noise)).containsExactly(of(end));
    }

    /** Frames that see only the zeros before the audio are computed once. */
    @Test
    void zerosBeforeTheAudioAreLikeZerosInIt() {
        short[] noise = noise(2 * LogMel.RATE);
        short[] padded = new short[LogMel.SAMPLES];
        System.arraycopy(noise, 0, padded, padded.length - noise.length, noise.length);
        assertThat(of(noise)).containsExactly(of(padded), within(1e-6f));
    }

    @Test
    void silenceHasFeaturesToo() {
        assertThat(of(new short[LogMel.RATE])).containsOnly(-1.5f);
    }

    private float[] of(short[] samples) {
        FloatBuffer out = FloatBuffer.allocate(LogMel.BANDS * LogMel.FRAMES);
        logMel.of(samples, out);
        return out.array();
    }

    private static short[] noise(int length) {
        Random random = new Random(1);
        short[] noise = new short[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (short) (3_000 * random.nextGaussian());
        }
        return noise;
    }
}
