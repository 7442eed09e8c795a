package dev.tandem.workers.speech.local.smartturn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks the model itself. */
class SmartTurnIT {

    private static final SmartTurn JUDGE = new SmartTurn();

    @BeforeAll
    static void warmUp() {
        JUDGE.warmUp();
    }

    @AfterAll
    static void close() {
        JUDGE.close();
    }

    static List<Clip> clips() {
        return Clip.all();
    }

    /** Clear clips only: near the middle, the last bit of the audio and the runtime's version move the answer by .2. */
    @ParameterizedTest
    @MethodSource("clips")
    void theModelAnswersAsTheAuthorsCodeDoes(Clip clip) {
        assertThat(JUDGE.finished(clip.samples()).join()).isCloseTo(clip.finished(), within(.04));
    }

    @Test
    void manyAtOnceGetTheSameAnswers() {
        List<Clip> clips = clips();
        List<CompletableFuture<Double>> answers = Stream.generate(clips::stream)
                .limit(8)
                .flatMap(all -> all)
                .map(clip -> JUDGE.finished(clip.samples()))
                .toList();
        for (int i = 0; i < answers.size(); i++) {
            Clip clip = clips.get(i % clips.size());
            assertThat(answers.get(i).join()).isCloseTo(clip.finished(), within(.04));
        }
    }

    @ParameterizedTest
    @CsvSource({"en-US, true", "en, true", "de-AT, true", "nb-NO, true", "zh-Hans, true", "sv-SE, false", "'', false"})
    void itKnowsTheLanguagesThatItsAuthorsName(String language, boolean known) {
        assertThat(JUDGE.knows(language)).isEqualTo(known);
    }
}
