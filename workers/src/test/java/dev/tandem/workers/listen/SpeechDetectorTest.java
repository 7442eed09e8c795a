package dev.tandem.workers.listen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.listen.SpeechDetector.Signal;
import dev.tandem.workflows.graph.TurnTaking;
import dev.tandem.workflows.graph.Vad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeechDetectorTest {

    private final SpeechDetector detector = new SpeechDetector(Vad.DEFAULT, TurnTaking.DEFAULT, Duration.ofSeconds(60));

    @Test
    void aClickIsNotSpeech() {
        assertThat(hear(32, .9)).isEmpty();
        assertThat(hear(320, .1)).isEmpty();
    }

    @Test
    void speechStartsOnceItHasLastedTheMinimum() {
        assertThat(hear(64, .9)).containsExactly(Signal.STARTED);
    }

    @Test
    void interruptsOnceAfterTheMinimumOfVoicedSpeech() {
        assertThat(hear(480, .9)).containsExactly(Signal.STARTED);
        assertThat(hear(320, .9)).containsExactly(Signal.INTERRUPTING);
    }

    @Test
    void anUtteranceEndsAfterTheSilenceThatItsTranscriptAsksFor() {
        hear(320, .9);
        assertThat(hear(224, .1)).containsExactly(Signal.PAUSED);
        detector.endAfter(500);
        assertThat(hear(256, .1)).isEmpty();
        assertThat(hear(32, .1)).containsExactly(Signal.ENDED);
    }

    @Test
    void aQuickRecogniserIsAskedSooner() {
        hear(320, .9);
        detector.pauseAfter(128);
        assertThat(hear(96, .1)).isEmpty();
        assertThat(hear(32, .1)).containsExactly(Signal.PAUSED);
        assertThat(hear(64, .1)).isEmpty();
        assertThat(hear(32, .9)).containsExactly(Signal.RESUMED);
    }

    @Test
    void aPauseIsToldOnceAlsoWhereTheLineBecomesQuietInIt() {
        hear(320, .9);
        assertThat(hear(160, .1)).isEmpty();
        detector.pauseAfter(128);
        assertThat(hear(32, .1)).containsExactly(Signal.PAUSED);
        detector.pauseAfter(200);
        assertThat(hear(64, .1)).isEmpty();
        assertThat(hear(32, .9)).containsExactly(Signal.RESUMED);
    }

    /** Music has many short ones. */
    @Test
    void onlyAPauseOf200MsShowsThatItIsNoMusic() {
        hear(320, .9);
        detector.pauseAfter(128);
        hear(192, .1);
        hear(64, .9);
        assertThat(detector.pausedInIt()).isFalse();
        hear(224, .1);
        hear(32, .9);
        assertThat(detector.pausedInIt()).isTrue();
    }

    @Test
    void anUtteranceWithoutATranscriptYetWaitsForTheLongestSilence() {
        hear(320, .9);
        hear(2976, .1);
        assertThat(hear(32, .1)).containsExactly(Signal.ENDED);
    }

    @Test
    void speechAfterAPauseBelongsToTheSameUtterance() {
        hear(320, .9);
        hear(256, .1);
        assertThat(hear(32, .9)).containsExactly(Signal.RESUMED);
        assertThat(detector.silenceMs()).isZero();
    }

    @Test
    void anEarlyEndIsFollowedByTheUsualOneAndIsSureALittleLater() {
        endsEarly();
        assertThat(hear(192, .1)).isEmpty();
        assertThat(hear(32, .1)).containsExactly(Signal.DUE);
        assertThat(hear(160, .1)).isEmpty();
        assertThat(hear(32, .1)).containsExactly(Signal.ENDED);
    }

    @Test
    void twoWindowsOfVoiceWithdrawAnEarlyEnd() {
        endsEarly();
        assertThat(hear(64, .9)).containsExactly(Signal.RESUMED);
        assertThat(hear(224, .1)).containsExactly(Signal.PAUSED);
        detector.endAfter(500);
        assertThat(hear(288, .1)).containsExactly(Signal.ENDED);
    }

    @Test
    void alsoAfterTheUsualEndWouldHaveCome() {
        endsEarly();
        assertThat(hear(352, .1)).containsExactly(Signal.DUE);
        assertThat(hear(64, .9)).containsExactly(Signal.RESUMED);
    }

    @Test
    void aClickWithdrawsNothing() {
        endsEarly();
        assertThat(hear(32, .9)).isEmpty();
        assertThat(hear(32, .1)).isEmpty();
        assertThat(hear(32, .9)).isEmpty();
        assertThat(hear(128, .1)).containsExactly(Signal.DUE);
    }

    /** A verdict may come when its time has passed. */
    @Test
    void anEarlyEndThatComesLateIsStillEarlierThanTheUsualOne() {
        hear(320, .9);
        hear(416, .1);
        detector.endAfter(500);
        detector.endEarly(288);
        assertThat(hear(32, .1)).containsExactly(Signal.PROBABLY_OVER);
        assertThat(hear(64, .1)).containsExactly(Signal.DUE);
    }

    private void endsEarly() {
        hear(320, .9);
        hear(224, .1);
        detector.endAfter(500);
        detector.endEarly(288);
        assertThat(hear(64, .1)).containsExactly(Signal.PROBABLY_OVER);
    }

    @Test
    void aDipInLoudnessIsNotSilence() {
        hear(320, .9);
        assertThat(hear(640, .4)).containsExactly(Signal.INTERRUPTING);
    }

    private List<Signal> hear(int ms, double probability) {
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < ms / SpeechDetector.WINDOW_MS; i++) {
            Signal signal = detector.window(probability);
            if (signal != Signal.NONE) {
                signals.add(signal);
            }
        }
        return signals;
    }
}
