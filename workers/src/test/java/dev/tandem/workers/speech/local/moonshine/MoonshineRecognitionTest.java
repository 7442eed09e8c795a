package dev.tandem.workers.speech.local.moonshine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workers.speech.SpeechException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class MoonshineRecognitionTest {

    private static final int SECOND = Moonshine.RATE;

    private final CountingTranscriber transcriber = new CountingTranscriber();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final MoonshineRecognition now = new MoonshineRecognition(transcriber, Runnable::run);
    private final MoonshineRecognition later = new MoonshineRecognition(transcriber, waiting::add);

    @Test
    void hearsAllAudioSoFarAtEachQuestion() {
        speak(now, SECOND);
        assertThat(now.transcript().join()).isEqualTo("1.0 s");
        speak(now, SECOND / 2);
        assertThat(now.transcript().join()).isEqualTo("1.5 s");
    }

    @Test
    void answersAgainWithoutHearingAgainWhenOnlySilenceCame() {
        speak(now, SECOND);
        String likely = now.transcript().join();
        now.audio(new float[SECOND / 2], 0, SECOND / 2);
        assertThat(now.transcript().join()).isEqualTo(likely);
        assertThat(transcriber.heard).hasSize(1);
    }

    @Test
    void framesSpeechWithTheSameSilenceHoweverMuchThereWas() {
        speak(now, SECOND);
        now.transcript().join();
        MoonshineRecognition patient = new MoonshineRecognition(transcriber, Runnable::run);
        patient.audio(new float[SECOND], 0, SECOND);
        speak(patient, SECOND);
        patient.audio(new float[SECOND], 0, SECOND);
        patient.transcript().join();
        assertThat(transcriber.heard.get(1)).isEqualTo(transcriber.heard.get(0)).isEqualTo(SECOND * 13 / 10);
    }

    @Test
    void hearsNothingInSilence() {
        now.audio(new float[SECOND], 0, SECOND);
        assertThat(now.transcript().join()).isEmpty();
        assertThat(transcriber.heard).isEmpty();
    }

    @Test
    void hearsNothingInLessThanATenthOfASecond() {
        speak(now, SECOND / 10 - 320);
        assertThat(now.transcript().join()).isEmpty();
        assertThat(transcriber.heard).isEmpty();
    }

    @Test
    void aNewerQuestionCancelsTheOlder() {
        speak(later, SECOND);
        CompletableFuture<String> older = later.transcript();
        speak(later, SECOND);
        CompletableFuture<String> newer = later.transcript();
        waiting.forEach(Runnable::run);
        assertThat(older).isCancelled();
        assertThat(newer.join()).isEqualTo("2.0 s");
        assertThat(transcriber.heard).hasSize(1);
    }

    @Test
    void closingCancelsWhatIsOpen() {
        speak(later, SECOND);
        CompletableFuture<String> open = later.transcript();
        later.close();
        waiting.forEach(Runnable::run);
        assertThat(open).isCancelled();
        assertThat(transcriber.heard).isEmpty();
        assertThatThrownBy(() -> later.transcript().join()).isInstanceOf(CancellationException.class);
    }

    @Test
    void settlesLongSpeechAtItsPauses() {
        speak(now, 15 * SECOND);
        now.audio(new float[SECOND], 0, SECOND);
        speak(now, 10 * SECOND);
        assertThat(now.transcript().join()).isEqualTo("15.0 s 10.0 s");
        speak(now, SECOND);
        assertThat(now.transcript().join()).isEqualTo("15.0 s 11.0 s");
        assertThat(transcriber.heard).hasSize(3);
    }

    @Test
    void splitsSpeechWithoutPauses() {
        speak(now, 45 * SECOND);
        now.transcript().join();
        assertThat(transcriber.heard)
                .hasSize(3)
                .allSatisfy(samples -> assertThat(samples).isLessThan(21 * SECOND));
    }

    @Test
    void failsWithASpeechException() {
        MoonshineRecognition deaf = new MoonshineRecognition(
                (audio, abandoned) -> {
                    throw new IllegalArgumentException("deaf");
                },
                Runnable::run);
        speak(deaf, SECOND);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> deaf.transcript().join())
                .withCauseInstanceOf(SpeechException.class)
                .withMessageContaining("deaf");
    }

    private static void speak(MoonshineRecognition recognition, int samples) {
        float[] loud = new float[samples];
        Arrays.fill(loud, .1f);
        recognition.audio(loud, 0, samples);
    }

    /** Returns how long the speech was that it was given. */
    private static final class CountingTranscriber implements Transcriber {

        private final List<Integer> heard = new ArrayList<>();

        @Override
        public String transcribe(float[] audio, BooleanSupplier abandoned) {
            heard.add(audio.length);
            int loud = 0;
            for (float sample : audio) {
                loud += sample == 0 ? 0 : 1;
            }
            return Math.round(loud * 10.0 / SECOND) / 10.0 + " s";
        }
    }
}
