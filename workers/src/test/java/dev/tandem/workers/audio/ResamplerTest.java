package dev.tandem.workers.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

    @ParameterizedTest
    @CsvSource({"24000, 16000", "16000, 24000", "24000, 48000", "48000, 16000", "44100, 16000", "8000, 16000"})
    void keepsATone(int from, int to) {
        float[] resampled = new Resampler(from, to).resample(tone(1_000, from, from));
        assertThat(resampled).hasSize(to);
        float[] expected = tone(1_000, to, to);
        for (int i = to / 4; i < to * 3 / 4; i++) {
            assertThat(resampled[i]).isCloseTo(expected[i], org.assertj.core.data.Offset.offset(2e-3f));
        }
    }

    @Test
    void removesWhatTheLowerRateCannotCarry() {
        float[] resampled = new Resampler(24_000, 16_000).resample(tone(9_000, 24_000, 24_000));
        for (int i = 4_000; i < 12_000; i++) {
            assertThat(Math.abs(resampled[i])).isLessThan(2e-4f);
        }
    }

    @Test
    void keepsHighSpeechBands() {
        float[] resampled = new Resampler(24_000, 16_000).resample(tone(6_500, 24_000, 24_000));
        float peak = 0;
        for (int i = 4_000; i < 12_000; i++) {
            peak = Math.max(peak, Math.abs(resampled[i]));
        }
        assertThat(peak).isBetween(.97f, 1.03f);
    }

    @Test
    void keepsTheDuration() {
        assertThat(new Resampler(24_000, 16_000).resample(new float[100])).hasSize(67);
        assertThat(new Resampler(24_000, 16_000).resample(new float[0])).isEmpty();
    }

    @Test
    void changesNothingAtEqualRates() {
        assertThat(new Resampler(16_000, 16_000).resample(new float[] {1, 2, 3}))
                .containsExactly(1, 2, 3);
    }

    @Test
    void rejectsRatesBelowOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Resampler(0, 16_000));
    }

    private static float[] tone(double hertz, int rate, int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) Math.sin(2 * Math.PI * hertz * i / rate);
        }
        return samples;
    }
}
