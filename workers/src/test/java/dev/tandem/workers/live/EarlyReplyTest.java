package dev.tandem.workers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnOutcome.ToolsAsked;
import dev.tandem.workflows.protocol.Utterance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lets replies sound to a caller who has most probably finished, and may go on all the same. */
class EarlyReplyTest extends SessionStage {

    private static final Utterance ASKED = new Utterance(1, "Where is my order?");

    @BeforeEach
    void soundsFinished() {
        voices.says(.99);
        speech.transcripts.add(ASKED.text());
        greet();
    }

    @Test
    void aReplySoundsEarlyAndIsCertainLater() {
        model.says(LONG);
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        pausesEarly();
        assertNothingIsKept();
        assertThat(turn).isNotDone();

        room.silence(440);

        await().untilAsserted(() -> assertThat(reported).containsExactly(ASKED));
        TurnOutcome.Spoken spoken = replied(turn);
        assertThat(spoken.heard()).isEqualTo(ASKED);
        assertThat(spoken.words()).isEqualTo(LONG);
        assertThat(spoken.interrupted()).isFalse();
        assertThat(earlyEnds("kept")).isOne();
        assertThat(model.requestCount()).isOne();
        assertThat(room.transcript).endsWith("caller: " + ASKED.text(), "agent: " + LONG);
    }

    /** Also a reply without an end mark sounds before it is certain. */
    @Test
    void aReplyOfOneClauseSoundsEarly() {
        model.says("It is on its way to you");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        pausesEarly();
        room.silence(440);
        assertThat(replied(turn).words()).isEqualTo("It is on its way to you");
    }

    /** 300 ms of silence, or 600: after the usual end as well, as long as it was only spoken. */
    @ParameterizedTest
    @ValueSource(ints = {0, 300})
    void whoGoesOnWithdrawsTheReplyAndNothingOfItIsKept(int later) {
        model.says("Withdrawn. " + LONG).says("Kept.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        pausesEarly();
        room.silence(later);

        room.noise(640);
        await().until(() -> earlyEnds("withdrawn") == 1);
        int sounded = room.loudFrames.get();
        assertNothingIsKept();
        assertThat(room.states).last().isEqualTo("listening");
        voices.says(.5);
        room.silence(600);

        TurnOutcome.Spoken spoken = replied(turn);
        assertThat(spoken.heard()).isEqualTo(ASKED);
        assertThat(spoken.words()).isEqualTo("Kept.");
        assertThat(reported).containsExactly(ASKED);
        assertThat(model.lastRequest().messages().toString()).doesNotContain("Withdrawn");
        assertThat(room.transcript.toString()).doesNotContain("Withdrawn");
        assertThat(sounded).isLessThan(300);
    }

    @Test
    void aWithdrawnReplyIsSilentAtOnce() {
        model.says(LONG).says("Kept.");
        var _ = session.arm(step(1, 1));
        pausesEarly();
        long spoke = System.nanoTime();
        room.noise(80);
        await().pollInterval(Duration.ofMillis(1)).until(() -> earlyEnds("withdrawn") == 1);
        assertThat(System.nanoTime() - spoke).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
        await().until(() -> room.states.getLast().equals("listening"));
        int sounded = room.loudFrames.get();
        room.noise(320);
        room.silence(600);
        await().until(() -> model.requestCount() == 2);
        // A tick may have been under way.
        assertThat(room.loudFrames.get()).isLessThanOrEqualTo(sounded + 2 + 5);
    }

    @Test
    void toolsWaitForTheUsualEnd() {
        model.then(sink -> {
            sink.text("Let me see what I can find. ");
            sink.toolCall("check_order", JSON.createObjectNode());
        });
        CompletableFuture<TurnOutcome> asked = session.arm(step(1, 1));
        pausesEarly();
        room.silence(120);
        await().until(() -> room.loudFrames.get() > 30);
        assertThat(asked).isNotDone();
        assertNothingIsKept();

        room.silence(100);

        assertThat(asked)
                .succeedsWithin(5, TimeUnit.SECONDS)
                .isInstanceOfSatisfying(
                        ToolsAsked.class,
                        tools -> assertThat(tools.spoken().heard()).isEqualTo(ASKED));
        assertThat(earlyEnds("kept")).isOne();
    }

    @Test
    void aWithdrawnReplyRunsNoTool() {
        model.then(sink -> {
                    sink.text("Let me see what I can find. ");
                    sink.toolCall("check_order", JSON.createObjectNode());
                })
                .says("All right.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        pausesEarly();
        room.noise(640);
        await().until(() -> earlyEnds("withdrawn") == 1);
        voices.says(.5);
        room.silence(600);
        assertThat(replied(turn).words()).isEqualTo("All right.");
    }

    @Test
    void whoSpeaksOverToolsThatRunInterruptsAsEver() {
        model.then(sink -> {
                    sink.text("Let me see. ");
                    sink.toolCall("search", JSON.createObjectNode());
                })
                .says("Yes?");
        CompletableFuture<TurnOutcome> asked = session.arm(step(1, 1));
        pausesEarly();
        room.silence(260);
        assertThat(asked).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(ToolsAsked.class);
        speech.transcripts.add("No, stop.");
        voices.says(.5);
        room.noise(640);
        room.silence(700);
        await().untilAsserted(() -> assertThat(reported).contains(new Utterance(2, "No, stop.")));
        assertThat(earlyEnds("withdrawn")).isZero();
    }

    @Test
    void whatWasSaidIsKeptWhenTheCallerHangsUp() {
        model.says(LONG);
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        pausesEarly();
        room.listener.callerLeft("caller");
        assertThat(turn)
                .succeedsWithin(5, TimeUnit.SECONDS)
                .isInstanceOfSatisfying(
                        TurnOutcome.Left.class,
                        left -> assertThat(left.unanswered()).containsExactly(ASKED));
    }

    @Test
    void whatIsTypedComesFirst() {
        model.says("Withdrawn. " + LONG).says("To what was typed.").says("To what was spoken.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        pausesEarly();
        room.listener.chat("Typed.");
        assertThat(replied(turn).words()).isEqualTo("To what was typed.");
        room.silence(440);
        TurnOutcome.Spoken second = replied(session.arm(step(2, 1)));
        assertThat(second.heard()).isEqualTo(new Utterance(2, ASKED.text()));
        assertThat(second.words()).isEqualTo("To what was spoken.");
    }

    @Test
    void nothingSoundsEarlyWhereRepliesAreNotBegunAhead() {
        document = JSON.readTree(DOCUMENT.toString()
                .replace("\"greeting\":\"Hello,", "\"turn_taking\":{\"preemptive\":false},\"greeting\":\"Hello,"));
        reopen(new Lease("call", "org/call", "room", 1, 0, List.of(), ""), "a");
        greet();
        model.says("It is on its way.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.noise(640);
        room.silence(400);
        await().until(() -> earlyEnds("unused") == 1);
        assertThat(room.loudFrames).hasValue(0);
        room.silence(160);
        assertThat(replied(turn).words()).isEqualTo("It is on its way.");
    }

    private void pausesEarly() {
        room.noise(640);
        // The model begins at 224 ms of silence, and the reply may sound at 288.
        room.silence(260);
        await().until(() -> model.requestCount() == 1);
        room.silence(60);
        await().until(() -> room.loudFrames.get() > 5);
    }

    private void assertNothingIsKept() {
        assertThat(session.beat().unsettled()).isEmpty();
        assertThat(reported).isEmpty();
        assertThat(room.transcript.toString()).doesNotContain(ASKED.text());
    }

    private double earlyEnds(String outcome) {
        return figures.get("tandem.early.ends")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
