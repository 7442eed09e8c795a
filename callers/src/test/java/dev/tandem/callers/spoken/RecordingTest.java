package dev.tandem.callers.spoken;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A recording of sound and silence in turns; a place is in samples at 16 kHz. */
class RecordingTest {

    private final Recording recording = new Recording();

    @Test
    void findsTheFirstSoundFromAPlaceOn() {
        hear(1_000, false);
        hear(500, true);
        hear(2_000, false);
        hear(300, true);
        assertThat(recording.firstSound(0)).isEqualTo(samples(1_000));
        assertThat(recording.firstSound(samples(1_600))).isEqualTo(samples(3_500));
        assertThat(recording.firstSound(samples(3_900))).isEqualTo(-1);
    }

    @Test
    void tellsHowLongItHasBeenQuiet() {
        hear(400, true);
        hear(1_200, false);
        assertThat(recording.quietMs()).isEqualTo(1_200);
    }

    @Test
    void countsASoundThatBeginsWhileTheCallerSpeaksAndNoGapWithinWords() {
        hear(1_000, false);
        hear(200, true);
        hear(100, false);
        hear(200, true);
        hear(1_000, false);
        hear(200, true);
        assertThat(recording.begins(0, samples(2_000))).isEqualTo(1);
        assertThat(recording.begins(0, samples(3_000))).isEqualTo(2);
        assertThat(recording.begins(samples(1_400), samples(2_400))).isZero();
    }

    @Test
    void gapsWithinWordsSound() {
        hear(200, true);
        hear(100, false);
        hear(200, true);
        hear(1_000, false);
        assertThat(recording.soundMs(0, recording.length())).isEqualTo(500);
    }

    private void hear(int ms, boolean sound) {
        short[] frame = new short[320];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) (sound ? (i % 2 == 0 ? 3_000 : -3_000) : 0);
        }
        for (int at = 0; at < ms; at += 20) {
            recording.add(frame, frame.length);
        }
    }

    private static int samples(int ms) {
        return ms * 16;
    }
}
