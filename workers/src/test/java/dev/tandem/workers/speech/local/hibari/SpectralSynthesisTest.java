package dev.tandem.workers.speech.local.hibari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SpectralSynthesisTest {

    private static final int FRAMES = 80;
    private static final float SILENT = -40;

    /** The magnitude of a cosine of amplitude one under this window: a quarter of the transform's size. */
    private static final float FULL = (float) Math.log(300);

    @Test
    void givesEveryHarmonicThePitchAndTheMagnitudeThatTheSpectrumSays() throws InterruptedException {
        float[] wave = SpectralSynthesis.waveform(spectrum(200, FULL));
        assertThat(wave).hasSize(FRAMES * SpectralSynthesis.HOP);
        assertThat(amplitude(wave, 200)).isBetween(.95, 1.05);
        assertThat(amplitude(wave, 1_000)).isBetween(.95, 1.05);
        assertThat(amplitude(wave, 300)).isLessThan(.01);
    }

    @Test
    void isSilentWhereTheSpectrumIs() throws InterruptedException {
        for (float sample : SpectralSynthesis.waveform(spectrum(200, SILENT))) {
            assertThat(sample).isBetween(-1e-6f, 1e-6f);
        }
    }

    @Test
    void hasNoPulsesWhereUnvoiced() {
        float[] pitch = new float[FRAMES];
        assertThat(PulseTrain.of(pitch)).containsOnly(0);
    }

    @Test
    void stopsWhenInterrupted() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> SpectralSynthesis.waveform(spectrum(200, 0)));
        assertThat(Thread.interrupted()).isFalse();
    }

    private static Spectrum spectrum(float pitch, float harmonic) {
        float[] pitches = new float[FRAMES];
        Arrays.fill(pitches, pitch);
        return new Spectrum(matrix(harmonic), matrix(0), matrix(SILENT), matrix(SILENT), matrix(0), pitches);
    }

    private static float[] matrix(float value) {
        float[] matrix = new float[Spectrum.BINS * FRAMES];
        Arrays.fill(matrix, value);
        return matrix;
    }

    /** Returns the amplitude of one frequency, over the middle half second. */
    private static double amplitude(float[] wave, double hertz) {
        int length = SpectralSynthesis.RATE / 2;
        double re = 0;
        double im = 0;
        for (int i = 0; i < length; i++) {
            double angle = 2 * Math.PI * hertz * i / SpectralSynthesis.RATE;
            re += wave[6_000 + i] * Math.cos(angle);
            im += wave[6_000 + i] * Math.sin(angle);
        }
        return 2 * Math.hypot(re, im) / length;
    }
}
