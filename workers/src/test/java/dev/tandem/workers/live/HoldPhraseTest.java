package dev.tandem.workers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.speak.SpokenAhead;
import dev.tandem.workflows.protocol.TurnOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller whose answer does not come hears that it will, with real pacing. */
class HoldPhraseTest extends SessionStage {

    private final CountDownLatch answered = new CountDownLatch(1);

    @Override
    SpokenAhead ahead() {
        return new SpokenAhead();
    }

    @AfterEach
    void letTheModelGo() {
        answered.countDown();
    }

    /** Has the caller ask, and a model that keeps silent until it is told. */
    private CompletableFuture<TurnOutcome> ask() {
        greet();
        model.then(sink -> {
            try {
                answered.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            sink.text("It is on its way.");
        });
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        return turn;
    }

    @Test
    void aCallerWhoHearsNothingFor1200MsHearsThePhraseAndThenTheAnswer() {
        CompletableFuture<TurnOutcome> turn = ask();
        long asked = System.nanoTime();
        await().pollInterval(Duration.ofMillis(5)).until(() -> room.loudFrames.get() > 0);

        assertThat(Duration.ofNanos(System.nanoTime() - asked))
                .isBetween(Duration.ofMillis(1_150), Duration.ofMillis(1_700));
        answered.countDown();
        assertThat(replied(turn).words()).isEqualTo("One moment, please. It is on its way.");
    }

    @Test
    void aCallerWhoIsAnsweredInTimeHearsOnlyTheAnswer() {
        CompletableFuture<TurnOutcome> turn = ask();
        answered.countDown();

        assertThat(replied(turn).words()).isEqualTo("It is on its way.");
    }

    @Test
    void aVoiceThatFailsLaterHasSynthesisedThePhraseBefore() {
        greet();
        // The phrase was synthesised while the call began; from now on no context opens.
        await().until(() -> speech.spoken.contains("One moment, please."));
        speech.breaks.put("open", new IllegalStateException("the voice is away"));
        model.then(sink -> {
            try {
                answered.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            sink.text("It is on its way.");
        });
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        await().until(() -> room.loudFrames.get() > 0);
        answered.countDown();

        assertThat(replied(turn).words()).startsWith("One moment, please.");
    }
}
