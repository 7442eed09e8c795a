package dev.tandem.workers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.Utterance;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Runs sessions whose agent does not have the floor. */
class OperatorsFloorTest extends SessionStage {

    /** Frames of {@code It is on its way.}: five words of 50 ms, in frames of 10 ms. */
    private static final int FRAMES_OF_THE_REPLY = 25;

    @Test
    void whatIsSaidDuringAPauseIsAnsweredAfterIt() {
        greet();
        model.says("It is on its way.");
        CompletableFuture<TurnOutcome> paused = session.arm(armed(1, 1, Control.PAUSED, false));
        room.listener.chat("Where is my order?");
        await().until(() -> room.transcript.contains("caller: Where is my order?"));
        assertThat(session.beat().unsettled()).containsExactly(new Utterance(1, "Where is my order?"));
        assertThat(room.loudFrames).hasValue(0);

        CompletableFuture<TurnOutcome> turn = session.arm(armed(1, 1, Control.AGENT, false));

        assertThat(replied(turn).words()).isEqualTo("It is on its way.");
        assertThat(paused).isCompletedWithValue(new TurnOutcome.Superseded());
    }

    @Test
    void aPauseCutsWhatIsBeingSaid() {
        greet();
        model.says(LONG);
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Tell me everything.");
        await().until(() -> room.loudFrames.get() > 30);

        TurnOutcome.Spoken spoken = replied(session.arm(armed(1, 1, Control.PAUSED, false)));

        assertThat(turn).isCompletedWithValue(new TurnOutcome.Superseded());
        assertThat(spoken.interrupted()).isTrue();
        assertThat(spoken.words()).isNotEmpty();
        assertThat(LONG).startsWith(spoken.words()).isNotEqualTo(spoken.words());
    }

    @Test
    void aReplyThatNobodyHeardIsBegunAgainAfterThePause() {
        greet();
        CompletableFuture<Void> unheard = new CompletableFuture<>();
        model.says("It is on its way.");
        model.says("It is on its way.");
        durable.set(unheard);
        var _ = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        await().until(() -> room.transcript.contains("caller: Where is my order?"));
        CompletableFuture<TurnOutcome> paused = session.arm(armed(1, 1, Control.PAUSED, false));
        unheard.complete(null);

        assertThat(replied(session.arm(armed(1, 1, Control.AGENT, false))).words())
                .isEqualTo("It is on its way.");
        assertThat(paused).isCompletedWithValue(new TurnOutcome.Superseded());
        assertThat(model.requestCount()).isEqualTo(2);
        assertThat(room.loudFrames)
                .as("the second reply, and less than a word of the first")
                .hasValueGreaterThanOrEqualTo(FRAMES_OF_THE_REPLY)
                .hasValueLessThan(FRAMES_OF_THE_REPLY + 10);
    }

    @Test
    void yieldsAtOnceWhereNothingIsUnderWay() {
        greet();
        assertThat(session.arm(armed(1, 1, Control.AGENT, true)).orTimeout(1, TimeUnit.SECONDS))
                .succeedsWithin(Duration.ofSeconds(1))
                .isEqualTo(new TurnOutcome.Yielded());
    }

    @Test
    void whatIsSaidToAnOperatorIsTakenDownAndNotAnswered() {
        greet();
        CompletableFuture<TurnOutcome> first = session.arm(armed(1, 1, Control.OPERATOR, false));
        room.listener.chat("Who are you?");
        TurnOutcome.Spoken taken = replied(first);
        assertThat(taken.heard()).isEqualTo(new Utterance(1, "Who are you?"));
        assertThat(taken.words()).isEmpty();

        room.listener.chat("And what now?");
        assertThat(replied(session.arm(armed(2, 1, Control.OPERATOR, false))).heard())
                .isEqualTo(new Utterance(2, "And what now?"));

        model.says("I am back.");
        CompletableFuture<TurnOutcome> back = session.arm(step(3, 1));
        room.listener.chat("Hello?");
        assertThat(replied(back).words()).isEqualTo("I am back.");
        assertThat(model.requests.getLast().messages())
                .contains(new Message.Caller("Who are you?"), new Message.Caller("And what now?"));
        assertThat(room.loudFrames).hasPositiveValue();
    }

    @Test
    void operatorsWordsAreSaidOnceAndReportedWithTheNextReply() {
        greet();
        TurnInput.Aside aside = new TurnInput.Aside("c1", "A colleague is coming.");
        var _ = session.arm(armed(1, 1, Control.AGENT, false, aside));
        await().until(() -> room.transcript.contains("agent: A colleague is coming."));
        model.says("Yes.");
        CompletableFuture<TurnOutcome> turn = session.arm(armed(1, 1, Control.AGENT, false, aside));
        room.listener.chat("Good?");
        TurnOutcome.Spoken spoken = replied(turn);
        assertThat(spoken.words()).isEqualTo("A colleague is coming. Yes.");
        assertThat(spoken.asides()).containsExactly("c1");
        assertThat(room.transcript.stream().filter("agent: A colleague is coming."::equals))
                .hasSize(1);
    }

    @Test
    void operatorsWordsAreSaidDuringAPauseToo() {
        greet();
        var _ = session.arm(armed(1, 1, Control.PAUSED, false, new TurnInput.Aside("c1", "One moment.")));
        await().until(() -> room.transcript.contains("agent: One moment."));
    }

    @Test
    void theEndRightBehindAReplyKeepsItsWords() {
        greet();
        model.says("It is on its way.");
        room.listener.chat("Where is my order?");
        await().until(() -> room.transcript.contains("agent: It is on its way."));

        TurnOutcome.Spoken last = replied(session.arm(goodbye(1, 2)));

        assertThat(last.heard()).isEqualTo(new Utterance(1, "Where is my order?"));
        assertThat(last.words()).isEqualTo("It is on its way. Goodbye.");
    }

    @Test
    void theEndIsSaidThoughTheCallerHasBegunTheNextTurn() {
        greet();
        model.says("It is on its way.").says(LONG);
        room.listener.chat("Where is my order?");
        await().until(() -> room.transcript.contains("agent: It is on its way."));
        room.listener.chat("Tell me more.");
        await().until(() -> model.requestCount() == 2 && room.loudFrames.get() > 40);

        TurnOutcome.Spoken last = replied(session.arm(goodbye(1, 2)));

        assertThat(last.words()).isEqualTo("It is on its way. Goodbye.");
        assertThat(last.unanswered()).containsExactly(new Utterance(2, "Tell me more."));
    }

    @Test
    void theEndOfAReplyThatItCutsReportsOperatorsWordsToo() {
        greet();
        model.says(LONG);
        var _ = session.arm(armed(1, 1, Control.AGENT, false, new TurnInput.Aside("c1", "A colleague is coming.")));
        await().until(() -> room.transcript.contains("agent: A colleague is coming."));
        room.loudFrames.set(0);
        room.listener.chat("Tell me everything.");
        await().until(() -> room.loudFrames.get() > 40);

        TurnOutcome.Spoken last = replied(session.arm(goodbye(1, 2)));

        assertThat(last.words())
                .startsWith("A colleague is coming. word")
                .endsWith("Goodbye.")
                .doesNotContain("End.");
        assertThat(last.asides()).containsExactly("c1");
    }

    private TurnInput goodbye(int turn, int step) {
        return next(turn, step).todo(new TurnStep.Farewell("Goodbye.")).build();
    }
}
