package dev.tandem.workers.speak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.speech.ByClause;
import dev.tandem.workers.speech.SpeechException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SpokenAheadTest {

    private final AtomicInteger synthesised = new AtomicInteger();
    private final SpokenAhead ahead = new SpokenAhead();
    private volatile boolean away;

    private final ReplyPlayback.Voice voice = new ReplyPlayback.Voice(
            new ByClause(
                    (clause, sink) -> {
                        if (away) {
                            throw new SpeechException("the voice is away", true);
                        }
                        synthesised.incrementAndGet();
                        sink.audio(new short[100 * clause.text().length()]);
                    },
                    _ -> 0),
            "amy",
            1);

    @Test
    void aPhraseIsSynthesisedOnceForAVoice() {
        ahead.synthesise(voice, "Wait.");
        await().until(() -> !ahead.audio(voice, "Wait.").isEmpty());
        ahead.synthesise(voice, "Wait.");

        assertThat(ahead.audio(voice, "Wait."))
                .singleElement()
                .satisfies(audio -> assertThat(audio).hasSize(500));
        assertThat(synthesised).hasValue(1);
    }

    @Test
    void aVoiceThatWasAwayIsAskedAgain() {
        away = true;
        ahead.synthesise(voice, "Wait.");
        await().untilAsserted(() -> {
            away = false;
            ahead.synthesise(voice, "Wait.");
            assertThat(ahead.audio(voice, "Wait.")).isNotEmpty();
        });
    }

    @Test
    void thereIsNothingOfAPhraseWithoutWordsAndOfOneThatNobodyAskedFor() {
        ahead.synthesise(voice, " ");

        assertThat(ahead.audio(voice, " ")).isEmpty();
        assertThat(ahead.audio(voice, "Wait.")).isEmpty();
        assertThat(synthesised).hasValue(0);
    }
}
