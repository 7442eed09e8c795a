package dev.tandem.workers.speech.local.hibari;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClauseAudioTest {

    private static final int SECOND = SpectralSynthesis.RATE;

    @Test
    void trimsTheSilenceAroundSpeechToAMargin() {
        short[] samples = ClauseAudio.of(tone(.3f, SECOND / 2, SECOND, SECOND / 2), 0);
        assertThat(samples.length).isBetween(SECOND * 104 / 100, SECOND * 105 / 100);
    }

    @Test
    void beginsWithASoftConsonantAndNotWithTheSilenceBefore() {
        float[] wave = tone(.3f, SECOND / 2, SECOND, 0);
        int soft = SECOND * 30 / 1000;
        for (int i = SECOND / 2 - soft; i < SECOND / 2; i++) {
            wave[i] = (float) (.3 / 200 * Math.sin(2 * Math.PI * 2_000 * i / SECOND));
        }

        short[] samples = ClauseAudio.of(wave, 0);

        assertThat(samples.length).isBetween(SECOND + soft, SECOND + soft + SECOND / 100);
    }

    @Test
    void startsAndEndsAtZero() {
        short[] samples = ClauseAudio.of(tone(.3f, 0, SECOND, 0), 0);
        assertThat(samples[0]).isZero();
        assertThat(samples[samples.length - 1]).isZero();
    }

    @Test
    void bendsPeaksInsteadOfOverflowing() {
        short[] samples = ClauseAudio.of(tone(1.5f, 0, SECOND, 0), 0);
        short loudest = 0;
        for (short sample : samples) {
            loudest = (short) Math.max(loudest, sample);
        }
        assertThat(loudest).isBetween((short) 32_000, Short.MAX_VALUE);
    }

    @Test
    void addsTheSilenceAskedFor() {
        short[] without = ClauseAudio.of(tone(.3f, 0, SECOND, 0), 0);
        short[] with = ClauseAudio.of(tone(.3f, 0, SECOND, 0), 2_400);
        assertThat(with).hasSize(without.length + 2_400);
        assertThat(Arrays.copyOfRange(with, without.length, with.length)).containsOnly((short) 0);
    }

    @Test
    void makesNothingOfSilence() {
        assertThat(ClauseAudio.of(new float[SECOND], 0)).hasSizeLessThan(SECOND / 10);
    }

    private static float[] tone(float amplitude, int before, int length, int after) {
        float[] wave = new float[before + length + after];
        for (int i = 0; i < length; i++) {
            wave[before + i] = (float) (amplitude * Math.sin(2 * Math.PI * 200 * i / SECOND));
        }
        return wave;
    }
}
