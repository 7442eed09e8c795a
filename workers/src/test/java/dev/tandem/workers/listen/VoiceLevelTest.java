package dev.tandem.workers.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VoiceLevelTest {

    private final VoiceLevel level = new VoiceLevel();

    @Test
    void theTailOfAVoiceIsItsEnd() {
        assertThat(level.hasFaded(window(.3f))).isFalse();
        assertThat(level.hasFaded(window(.003f))).isTrue();
    }

    @Test
    void aSoftConsonantIsNot() {
        level.hasFaded(window(.3f));
        assertThat(level.hasFaded(window(.018f))).isFalse();
    }

    @Test
    void aLoudNoiseIsForgotten() {
        level.hasFaded(window(1));
        assertThat(level.hasFaded(window(.02f))).isTrue();
        for (int n = 0; n < 1_000 / SpeechDetector.WINDOW_MS; n++) {
            level.hasFaded(window(.02f));
        }
        assertThat(level.hasFaded(window(.02f))).isFalse();
    }

    @Test
    void aPauseIsClearWhereItIsQuietBesideTheVoice() {
        hear(.3f, 10);
        assertThat(level.isClear()).isFalse();
        hear(.016f, 5);
        assertThat(level.isClear()).isTrue();
    }

    @Test
    void aPauseInBabbleIsNot() {
        hear(.3f, 10);
        hear(.018f, 5);
        assertThat(level.isClear()).isFalse();
    }

    @Test
    void aPauseThatHasJustBegunIsNot() {
        hear(.3f, 10);
        hear(0, 4);
        assertThat(level.isClear()).isFalse();
        assertThat(level.isClear(4)).isTrue();
    }

    private void hear(float amplitude, int windows) {
        for (int n = 0; n < windows; n++) {
            level.hasFaded(window(amplitude));
        }
    }

    @Test
    void evenAQuietVoiceIsHeard() {
        assertThat(level.hasFaded(window(.001f))).isFalse();
    }

    private static float[] window(float amplitude) {
        float[] window = new float[512];
        Arrays.fill(window, amplitude);
        return window;
    }
}
