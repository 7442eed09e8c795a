package dev.tandem.workers.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.speech.TextToSpeech.Context;
import dev.tandem.workers.speech.TextToSpeech.Options;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ByClauseTest {

    /** 150 ms after a sentence, 60 ms after any other clause, at 24 kHz. */
    private static final String SENTENCE = "audio 3600";

    private static final String PART = "audio 1440";

    private final HeardSpeech heard = new HeardSpeech();

    @Test
    void aFlushIsAClauseAndABreathFollowsIt() {
        try (Context context =
                open((clause, sink) -> sink.audio(new short[clause.text().length()]))) {
            context.say("Well, ");
            context.say("hello,");
            context.flush();
            context.say(" there.");
            context.flush();
            context.finish();
            assertThat(whole())
                    .containsExactly(
                            "audio 12",
                            PART,
                            "12 characters",
                            "flushed",
                            "audio 6",
                            SENTENCE,
                            "6 characters",
                            "flushed",
                            "finished");
        }
    }

    @Test
    void whatNobodyFlushedIsSpokenAtTheEnd() {
        try (Context context = open((clause, sink) -> sink.audio(new short[1]))) {
            context.say("Hello.");
            context.finish();
            assertThat(whole()).containsExactly("audio 1", SENTENCE, "6 characters", "finished");
        }
    }

    @Test
    void theNextClauseIsSynthesisedWhileOnePlays() {
        try (Context context = open((clause, sink) -> sink.audio(new short[1]))) {
            context.say("One.");
            context.flush();
            context.say("Two.");
            context.flush();
            await().until(() -> heard.told.stream().filter("flushed"::equals).count() == 2);
        }
    }

    @Test
    void aClauseThatCannotBeSpokenEndsTheContext() {
        try (Context context = open((clause, sink) -> {
            throw new IllegalStateException("no such phoneme");
        })) {
            context.say("Hello.");
            context.flush();
            await().untilAsserted(
                            () -> assertThat(heard.told).containsExactly("failed: the voice's provider has a defect"));
        }
    }

    @Test
    void closingInterruptsTheSynthesis() throws InterruptedException {
        CountDownLatch speaking = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Context context = open((clause, sink) -> {
            speaking.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException cut) {
                interrupted.countDown();
                throw cut;
            }
        });
        context.say("Hello.");
        context.flush();
        speaking.await();
        context.close();
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(heard.told).isEmpty();
    }

    private Context open(ClauseSynthesiser synthesiser) {
        return new ByClause(synthesiser).open(Options.DEFAULT, heard);
    }

    private List<String> whole() {
        await().until(() -> heard.told.contains("finished"));
        return heard.told;
    }
}
