package dev.tandem.workers.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ByUtteranceTest {

    /** Samples of a window, 32 ms at 16 kHz. */
    private static final int WINDOW = 512;

    /** The 320 ms from before the voice was noticed. */
    private static final int PREROLL = 10 * WINDOW;

    private final List<Counting> utterances = new ArrayList<>();
    private final List<SpeechEvent> events = new ArrayList<>();
    private final SpeechToText.Stream stream = new ByUtterance(_ -> {
                utterances.add(new Counting());
                return utterances.getLast();
            })
            .open(SpeechToText.Options.of("en"), events::add);

    @Test
    void silenceIsNeverDecoded() {
        hear(100);
        assertThat(utterances).isEmpty();
    }

    @Test
    void anUtteranceBeginsAThirdOfASecondBeforeTheVerdict() {
        hear(100);
        stream.started();
        hear(3);
        assertThat(utterances.getFirst().samples).isEqualTo(PREROLL + 3 * WINDOW);
    }

    @Test
    void whatIsHeardInAPauseIsNotDecoded() {
        stream.started();
        hear(10);
        assertThat(stream.paused()).isCompletedWithValue(PREROLL + 10 * WINDOW + " samples");
        hear(20);
        stream.resumed();
        hear(5);
        // The last 96 ms of the pause are heard again: a voice begins before it is found.
        assertThat(stream.paused()).isCompletedWithValue(PREROLL + 15 * WINDOW + 1_536 + " samples");
    }

    @Test
    void theEndAsksNothingNewOfAPause() {
        stream.started();
        hear(10);
        CompletableFuture<String> guess = stream.paused();
        hear(20);
        assertThat(stream.ended()).isCompletedWithValue(guess.join());
        assertThat(utterances.getFirst().asked).isEqualTo(1);
        assertThat(utterances.getFirst().closed).isTrue();
    }

    @Test
    void theNextUtteranceDoesNotBeginWithTheOneBefore() {
        stream.started();
        loud(10);
        stream.ended().join();
        hear(1);
        stream.started();
        assertThat(utterances.getLast().loud).isEqualTo(WINDOW);
    }

    @Test
    void tellsOfTheWordsOnlyWhereSomebodyWantsThem() {
        stream.started();
        hear(20);
        assertThat(partials()).isZero();
        stream.wantPartials(true);
        hear(11);
        assertThat(partials()).isEqualTo(2);
    }

    @Test
    void tellsOfTheEndAndOfTheAudioThatWasRecognised() {
        stream.started();
        hear(10);
        stream.ended().join();
        assertThat(events)
                .containsExactly(
                        new SpeechEvent.Started(),
                        new SpeechEvent.Usage(Duration.ofMillis(640)),
                        new SpeechEvent.Final("10240 samples"));
    }

    @Test
    void refusesAnotherRate() {
        assertThatExceptionOfType(SpeechException.class)
                .isThrownBy(() -> new ByUtterance(_ -> new Counting())
                        .open(new SpeechToText.Options("en", List.of(), 8_000), events::add))
                .withMessageContaining("8000");
    }

    private void hear(int windows) {
        for (int window = 0; window < windows; window++) {
            stream.audio(new float[WINDOW], 0, WINDOW);
        }
    }

    private void loud(int windows) {
        float[] samples = new float[WINDOW];
        Arrays.fill(samples, .5f);
        for (int window = 0; window < windows; window++) {
            stream.audio(samples, 0, WINDOW);
        }
    }

    private long partials() {
        return events.stream().filter(SpeechEvent.Partial.class::isInstance).count();
    }

    /** Returns how many samples it was given. */
    private static final class Counting implements UtteranceRecogniser.Recognition {

        private int samples;
        private int loud;
        private int asked;
        private boolean closed;

        @Override
        public void audio(float[] audio, int offset, int length) {
            samples += length;
            for (int i = offset; i < offset + length; i++) {
                loud += audio[i] == 0 ? 0 : 1;
            }
        }

        @Override
        public CompletableFuture<String> transcript() {
            asked++;
            return CompletableFuture.completedFuture(samples + " samples");
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
