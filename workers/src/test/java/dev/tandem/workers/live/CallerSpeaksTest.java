package dev.tandem.workers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workflows.protocol.Departure;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.RunningTools;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferRequest;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnOutcome.ToolsAsked;
import dev.tandem.workflows.protocol.TurnOutcome.TransferAsked;
import dev.tandem.workflows.protocol.TurnStep.TakenPath;
import dev.tandem.workflows.protocol.Utterance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lets the caller speak at critical moments. No word may be lost at any of them. */
@Execution(ExecutionMode.CONCURRENT)
class CallerSpeaksTest extends SessionStage {

    private static final String SAY_IT_AGAIN =
            "agent: I'm sorry, something went wrong on my side. Could you say that again?";

    @Test
    void whoeverOnlyShowsThatHeListensDoesNotCutTheReply() {
        greet();
        model.says(LONG);
        speech.transcripts.add("Mhm.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Tell me everything.");
        await().until(() -> room.loudFrames.get() > 40);
        room.noise(640);
        room.silence(700);
        TurnOutcome.Spoken spoken = replied(turn);
        assertThat(spoken.words()).isEqualTo(LONG);
        assertThat(spoken.interrupted()).isFalse();
    }

    @Test
    void whatIsSaidDuringAToolIsKeptInTheHeartbeatAndAnsweredAfterIt() {
        greet();
        model.then(sink -> sink.toolCall("check_order", JSON.createObjectNode()))
                .says("Delivered.")
                .says("Yes?");
        CompletableFuture<TurnOutcome> asked = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        assertThat(asked).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(ToolsAsked.class);
        room.listener.chat("Hello?");
        await().untilAsserted(() -> assertThat(session.beat().unsettled())
                .containsExactly(new Utterance(1, "Where is my order?"), new Utterance(2, "Hello?")));
        assertThat(replied(session.arm(step(1, 2))).words()).isEqualTo("Still looking. Delivered.");
        assertThat(replied(session.arm(step(2, 1))).words()).isEqualTo("Yes?");
    }

    @Test
    void anAnswerWithoutWordsIsAskedAgainOnceWithin2Seconds() {
        greet();
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));

        room.noise(400);
        room.silence(700);

        await().atMost(Duration.ofSeconds(2)).until(() -> room.transcript.contains(SAY_IT_AGAIN));
        room.noise(400);
        room.silence(700);
        assertThat(turn).succeedsWithin(10, TimeUnit.SECONDS).isInstanceOf(TurnOutcome.Silence.class);
        assertThat(room.transcript).containsOnlyOnce(SAY_IT_AGAIN);
    }

    @Test
    void anAnswerWithoutWordsOverTheEndOfAQuestionIsAskedAgain() {
        greet();
        model.says("word ".repeat(30) + "is that right?");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("My name is Ann.");
        await().until(() -> room.loudFrames.get() > 80);

        room.noise(300);
        room.silence(700);

        assertThat(replied(turn).interrupted()).isFalse();
        CompletableFuture<TurnOutcome> next = session.arm(step(2, 1));
        await().atMost(Duration.ofSeconds(4)).until(() -> room.transcript.contains(SAY_IT_AGAIN));
        assertThat(next).isNotDone();
    }

    @Test
    void aSoundBehindWordsThatAskNothingIsNoAnswer() {
        greet();
        model.says("It is on its way.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        replied(turn);
        CompletableFuture<TurnOutcome> next = session.arm(step(2, 1));

        room.noise(400);
        room.silence(700);

        assertThat(next).succeedsWithin(10, TimeUnit.SECONDS).isInstanceOf(TurnOutcome.Silence.class);
        assertThat(room.transcript).doesNotContain(SAY_IT_AGAIN);
    }

    @Test
    void whatIsSaidIsReportedSoonIfItsAnswerTakesLonger() {
        greet();
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        CountDownLatch thinks = new CountDownLatch(1);
        model.then(sink -> {
            await().until(() -> thinks.getCount() == 0);
            sink.text("Yes?");
        });

        room.listener.chat("Hello?");

        await().untilAsserted(() -> assertThat(reported).containsExactly(new Utterance(1, "Hello?")));
        assertThat(turn).isNotDone();
        thinks.countDown();
        assertThat(replied(turn).words()).isEqualTo("Yes?");
    }

    /** The first turn only loads classes, so that the outcome of the second one comes in a few milliseconds. */
    @Test
    void whatAnOutcomeHasToldIsNotReported() {
        greet();
        for (int turn = 1; turn <= 2; turn++) {
            model.then(sink -> sink.toolCall("check_order", JSON.createObjectNode()))
                    .says("Delivered.");
        }
        CompletableFuture<TurnOutcome> first = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        assertThat(first).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(ToolsAsked.class);
        replied(session.arm(step(1, 2, List.of(delivered()))));
        CompletableFuture<TurnOutcome> second = session.arm(step(2, 1));
        room.listener.chat("And the other one?");
        assertThat(second).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(ToolsAsked.class);

        room.listener.chat("Hello?");

        await().until(() -> reported.contains(new Utterance(3, "Hello?")));
        assertThat(reported).doesNotContain(new Utterance(2, "And the other one?"));
    }

    @Test
    void whoeverSpeaksWhileAToolRunsHearsWordsAtOnce() {
        greet();
        model.then(sink -> sink.toolCall("check_order", JSON.createObjectNode()))
                .says("Delivered.");
        CompletableFuture<TurnOutcome> asked = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        assertThat(asked).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(ToolsAsked.class);
        room.listener.chat("Are you still there?");
        // The filler by itself would come after 1.5 s.
        await().atMost(Duration.ofSeconds(1))
                .until(() -> session.beat().played().endsWith("Still looking."));
        room.listener.chat("Hello?");
        await().atMost(Duration.ofSeconds(2))
                .until(() -> session.beat().played().endsWith("I'm still working on it."));
        assertThat(replied(session.arm(step(1, 2, List.of(delivered())))).words())
                .isEqualTo("Still looking. Yes, I'm here. I'm still working on it. Delivered.");
    }

    @Test
    void whoeverOnlyShowsThatHeListensWhileAToolRunsHearsNoMore() {
        greet();
        model.then(sink -> sink.toolCall("check_order", JSON.createObjectNode()))
                .says("Delivered.");
        CompletableFuture<TurnOutcome> asked = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        assertThat(asked).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(ToolsAsked.class);
        room.listener.chat("Okay.");
        await().until(() -> session.beat().unsettled().size() == 2);
        assertThat(replied(session.arm(step(1, 2, List.of(delivered())))).words())
                .isEqualTo("Delivered.");
    }

    @Test
    void anAnswerThatComesWhileTheCallerSpeaksIsToldBehindTheirWords() {
        CompletableFuture<TurnOutcome> asked = askForOrder(LONG);
        assertThat(asked).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(ToolsAsked.class);
        speech.transcripts.add("And I have moved to another house.");
        room.noise(640);

        CompletableFuture<TurnOutcome> told = session.arm(step(1, 2, List.of(delivered())));
        await().until(() -> model.requestCount() == 2);
        room.noise(640);
        room.silence(700);

        TurnOutcome.Spoken spoken = replied(told);
        assertThat(spoken.words()).isEqualTo(LONG);
        assertThat(spoken.interrupted()).isFalse();
        TurnOutcome.Spoken rest = replied(session.arm(step(2, 1)));
        assertThat(rest.heard()).isEqualTo(new Utterance(2, "And I have moved to another house."));
        assertThat(rest.words()).isEqualTo("I have noted it.");
    }

    @Test
    void theFirstWordsOfAnAgentAreNotLostToACallerWhoSpeaks() {
        CompletableFuture<TurnOutcome> asked = askForOrder("Here is your invoice.");
        assertThat(asked).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(ToolsAsked.class);
        speech.transcripts.add("And I have moved to another house.");
        room.noise(640);

        session.transfer(new TransferRequest("call", 1, "p", "a", "b", null)).join();
        CompletableFuture<TurnOutcome> entered = session.arm(entering(1, 2, LONG, new TakenPath("p", 1, null)));
        await().until(() -> model.requestCount() == 2);
        room.noise(640);
        room.silence(700);

        TurnOutcome.Spoken spoken = replied(entered);
        assertThat(spoken.words()).isEqualTo(LONG + " Here is your invoice.");
        assertThat(model.requests.get(1).messages()).last().isEqualTo(new Message.Agent("Intake", LONG, false));
        assertThat(spoken.interrupted()).isFalse();
    }

    @Test
    void aNoiseHoldsAnAnswerBackNoLongerThanAnInterruption() {
        CompletableFuture<TurnOutcome> asked = askForOrder("It is delivered.");
        assertThat(asked).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(ToolsAsked.class);
        room.noise(640);

        assertThat(replied(session.arm(step(1, 2, List.of(delivered())))).words())
                .isEqualTo("It is delivered.");
    }

    @Test
    void anAnswerOfWhichNothingWasHeardIsNotCut() throws Exception {
        greet();
        CountDownLatch thinks = new CountDownLatch(1);
        CountDownLatch spoke = new CountDownLatch(1);
        model.then(sink -> sink.toolCall("check_order", JSON.createObjectNode()))
                .then(sink -> {
                    thinks.countDown();
                    await().until(() -> spoke.getCount() == 0);
                    sink.text("It is delivered.");
                })
                .says("Bye.");
        CompletableFuture<TurnOutcome> asked = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        assertThat(asked).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(ToolsAsked.class);
        CompletableFuture<TurnOutcome> told = session.arm(step(1, 2, List.of(delivered())));
        assertThat(thinks.await(5, TimeUnit.SECONDS)).isTrue();
        room.listener.chat("And hurry up.");
        await().until(() -> session.beat().unsettled().size() == 2);
        spoke.countDown();

        assertThat(replied(told).words()).isEqualTo("It is delivered.");
        assertThat(replied(session.arm(step(2, 1))).heard()).isEqualTo(new Utterance(2, "And hurry up."));
    }

    @Test
    void anAgentGreetsACallerWhoSpokeBeforeItCould() throws Exception {
        greet();
        CountDownLatch thinks = new CountDownLatch(1);
        CountDownLatch entersNow = new CountDownLatch(1);
        model.says("One.")
                .then(sink -> {
                    thinks.countDown();
                    await().until(() -> entersNow.getCount() == 0);
                    sink.text("Of the agent before.");
                })
                .says("Two.");
        CompletableFuture<TurnOutcome> first = session.arm(step(1, 1));
        room.listener.chat("First.");
        assertThat(replied(first).words()).isEqualTo("One.");
        room.listener.chat("Second.");
        assertThat(thinks.await(5, TimeUnit.SECONDS)).isTrue();

        TurnOutcome.Spoken entered = replied(session.arm(entering(1, 2, "Billing here.", new TakenPath("p", 1, null))));

        entersNow.countDown();
        assertThat(entered.words()).isEqualTo("Billing here.");
        TurnOutcome.Spoken answer = replied(
                session.arm(StepBuilder.step("call", 2, 1, ++revision, "b").build()));
        assertThat(answer.heard()).isEqualTo(new Utterance(2, "Second."));
        assertThat(answer.words()).isEqualTo("Two.");
    }

    /** The question has 50 frames. A "yes" over its last second is the answer, wherever it falls. */
    @ParameterizedTest
    @ValueSource(ints = {5, 20, 35, 45, 48, 50})
    void aYesOverTheEndOfAQuestionIsItsAnswer(int frames) {
        greet();
        model.says("Shall I send it to your house in town tomorrow?").says("It is on its way.");
        speech.transcripts.add("Yes.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Send my order.");
        await().pollInterval(Duration.ofMillis(1)).until(() -> room.loudFrames.get() >= frames);
        room.noise(320);
        room.silence(700);

        replied(turn);
        TurnOutcome.Spoken answer = replied(session.arm(step(2, 1)));
        assertThat(answer.heard()).isEqualTo(new Utterance(2, "Yes."));
        assertThat(answer.words()).isEqualTo("It is on its way.");
    }

    private CompletableFuture<TurnOutcome> askForOrder(String answer) {
        greet();
        model.then(sink -> sink.toolCall("search", JSON.createObjectNode()))
                .says(answer)
                .says("I have noted it.");
        CompletableFuture<TurnOutcome> asked = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        return asked;
    }

    private static ToolResult delivered() {
        return new ToolResult("call/1/1/0", "check_order", ToolResult.Status.OK, JSON.createObjectNode(), null, 1, 5);
    }

    @Test
    void whatIsSaidDuringAToolThatMayBeInterruptedStopsItAndIsAnsweredNext() {
        greet();
        model.then(sink -> sink.toolCall("search", JSON.createObjectNode())).says("Nothing then.");
        CompletableFuture<TurnOutcome> asked = session.arm(step(1, 1));
        room.listener.chat("Search everything.");
        assertThat(asked).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(ToolsAsked.class);
        room.listener.chat("Mhm.");
        room.listener.chat("No, stop.");
        room.listener.chat("Stop it.");
        await().until(() -> session.beat().unsettled().size() == 4);
        assertThat(stopped).containsExactly("1.1");

        assertThat(replied(session.arm(step(1, 2, List.of(cancelled("call/1/1/0")))))
                        .words())
                .isEmpty();
        model.says("Yes?").says("It is stopped.");
        assertThat(replied(session.arm(step(2, 1))).heard()).isEqualTo(new Utterance(2, "Mhm."));
        assertThat(replied(session.arm(step(3, 1))).heard()).isEqualTo(new Utterance(3, "No, stop."));
        assertThat(model.requests.get(1).messages().toString()).contains("Interrupted.");
    }

    @Test
    void aToolThatRanWhenTheCallWasTakenOverMayBeInterruptedToo() {
        takeOver("", new RunningTools(1, List.of("search"), 100));
        room.listener.chat("Mhm.");
        room.listener.chat("No, stop.");
        room.listener.chat("Stop it.");
        await().until(() -> session.beat().unsettled().size() == 4);
        assertThat(stopped).containsExactly("3.1");

        model.says("Yes?").says("It is stopped.");
        assertThat(replied(session.arm(step(3, 2, List.of(cancelled("call/3/1/0")))))
                        .words())
                .isEmpty();
        assertThat(replied(session.arm(step(4, 1))).heard()).isEqualTo(new Utterance(4, "Mhm."));
        assertThat(replied(session.arm(step(5, 1))).heard()).isEqualTo(new Utterance(5, "No, stop."));
        assertThat(model.requests.getFirst().messages().toString()).contains("Interrupted.");
    }

    @Test
    void whoeverTakesACallOverCoversToolsThatStillRun() {
        takeOver("", new RunningTools(1, List.of("search"), 2_000));
        await().until(() -> session.beat().played().equals("Sorry, there was a short break."));
        model.says("It comes on Tuesday.");
        assertThat(replied(session.arm(step(3, 2, List.of(cancelled("call/3/1/0")))))
                        .words())
                .isEqualTo("Sorry, there was a short break. It comes on Tuesday.");
    }

    @Test
    void aToolsOwnWordsCoverItAfterATakeoverUnlessTheCallerHasHeardThem() {
        takeOver("Still", new RunningTools(1, List.of("check_order"), 2_000));
        model.says("It comes on Tuesday.");
        await().until(() -> session.beat().played().endsWith("Still looking."));
        assertThat(replied(session.arm(step(3, 2, List.of(cancelled("call/3/1/0")))))
                        .words())
                .endsWith("Still looking. It comes on Tuesday.");
    }

    @Test
    void toolsThatHaveComeBackBeforeTheCallerIsThereNeedNoWords() {
        reopen(attendance("", new RunningTools(1, List.of("search"), 2_000)), "a");
        model.says("It comes on Tuesday.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(3, 2, List.of(cancelled("call/3/1/0"))));
        room.listener.callerJoined("caller");
        assertThat(replied(turn).words()).isEqualTo("It comes on Tuesday.");
    }

    @Test
    void aCallerWhoLeavesWhileANewcomerWaitsForToolsIsGone() {
        takeOver("", new RunningTools(1, List.of("search"), 2_000));
        await().until(() -> session.beat().played().equals("Sorry, there was a short break."));
        room.listener.callerLeft("caller");
        assertThat(replied(session.arm(step(3, 2, List.of(cancelled("call/3/1/0")))))
                        .heard())
                .isEqualTo(new Utterance(3, "Search everything."));
        assertThat(session.arm(step(4, 1))).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(TurnOutcome.Left.class);
        assertThat(session.departure()).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(Departure.CALLER_LEFT);
    }

    /** Lets this process take the call over from one that dies while tools run. */
    private void takeOver(String played, RunningTools running) {
        reopen(attendance(played, running), "a");
        room.listener.callerJoined("caller");
    }

    private static Lease attendance(String played, RunningTools running) {
        return new Lease(
                "call",
                "org/call",
                "room",
                2,
                3,
                List.of(new Utterance(3, "Search everything.")),
                played,
                "voice",
                running);
    }

    private static ToolResult cancelled(String key) {
        return new ToolResult(key, "search", ToolResult.Status.CANCELLED, null, "Interrupted.", 1, 5);
    }

    @Test
    void aToolThatMayNotBeInterruptedGoesOn() {
        greet();
        model.then(sink -> sink.toolCall("check_order", JSON.createObjectNode()));
        CompletableFuture<TurnOutcome> asked = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        assertThat(asked).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(ToolsAsked.class);
        room.listener.chat("Stop!");
        await().until(() -> session.beat().unsettled().size() == 2);
        assertThat(stopped).isEmpty();
    }

    @Test
    void aReplyThatIsCutHoldsOnlyTheWordsThatLeft() {
        greet();
        model.says(LONG).says("Yes?");
        speech.transcripts.add("Stop.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Tell me everything.");
        await().until(() -> room.states.contains("speaking") && room.loudFrames.get() > 40);
        await().until(() -> {
            room.noise(320);
            return turn.isDone();
        });
        TurnOutcome.Spoken spoken = replied(turn);
        assertThat(spoken.interrupted()).isTrue();
        assertThat(spoken.words()).isNotEmpty().isNotEqualTo(LONG);
        assertThat(LONG).startsWith(spoken.words());
        assertThat(spoken.timings().stop()).isBetween(0., 500.);
        assertThat(interruptions(true)).isEqualTo(1);
        CompletableFuture<TurnOutcome> next = session.arm(step(2, 1));
        room.silence(700);
        assertThat(replied(next).heard()).isEqualTo(new Utterance(2, "Stop."));
    }

    @Test
    void aNoiseWithoutWordsOnlyPausesTheReply() {
        greet();
        model.says(LONG);
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Tell me everything.");
        await().until(() -> room.loudFrames.get() > 40);
        room.noise(640);
        room.silence(700);
        assertThat(replied(turn).words()).isEqualTo(LONG);
        assertThat(interruptions(false)).isEqualTo(1);
        assertThat(interruptions(true)).isZero();
    }

    @Test
    void anAgentThatTheCallerForestalledSaysNothing() {
        model.says("One.").says("Two.");
        greet();
        room.listener.chat("First.");
        replied(session.arm(step(1, 1)));
        room.listener.chat("Second.");

        TurnOutcome.Spoken forestalled = replied(session.arm(step(1, 2)));

        assertThat(forestalled.words()).isEmpty();
        assertThat(replied(session.arm(step(2, 1))).heard()).isEqualTo(new Utterance(2, "Second."));
    }

    @Test
    void whoeverSpeaksDuringTheGreetingCutsItAndIsAnswered() {
        reopen(new Lease("call", "org/call", "room", 1, 0, List.of(), ""), "long");
        speech.transcripts.add("Where is my order?");
        model.says("It is on its way.");
        CompletableFuture<TurnOutcome> opening =
                session.arm(StepBuilder.step("call", 0, 1, ++revision, "long").build());
        room.listener.callerJoined("caller");
        await().until(() -> room.loudFrames.get() > 40);
        await().until(() -> {
            room.noise(320);
            return opening.isDone();
        });
        room.silence(700);

        TurnOutcome.Spoken greeting = replied(opening);
        assertThat(greeting.interrupted()).isTrue();
        assertThat(greeting.words()).isNotEmpty().isNotEqualTo(LONG);
        assertThat(LONG).startsWith(greeting.words());
        TurnOutcome.Spoken answer = replied(
                session.arm(StepBuilder.step("call", 1, 1, ++revision, "long").build()));
        assertThat(answer.heard()).isEqualTo(new Utterance(1, "Where is my order?"));
        assertThat(answer.words()).isEqualTo("It is on its way.");
    }

    @Test
    void whatIsSaidDuringATransferIsAnsweredByTheNextAgentInTheNextTurn() {
        greet();
        model.then(sink -> sink.toolCall("transfer_to_to_billing", JSON.createObjectNode()))
                .says("Here is your invoice.")
                .says("I have noted it.");
        CompletableFuture<TurnOutcome> proposing = session.arm(step(1, 1));
        room.listener.chat("My invoice, please.");
        assertThat(proposing).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(TransferAsked.class);

        speech.transcripts.add("And I have moved.");
        room.noise(400);
        room.silence(700);
        Utterance meanwhile = new Utterance(2, "And I have moved.");
        await().untilAsserted(() -> assertThat(session.beat().unsettled()).contains(meanwhile));
        session.transfer(new TransferRequest("call", 1, "p", "a", "b", null)).join();
        TurnOutcome.Spoken moved =
                replied(session.arm(entering(1, 2, "One moment, please.", new TakenPath("p", 1, null))));

        assertThat(moved.heard()).isEqualTo(new Utterance(1, "My invoice, please."));
        assertThat(moved.words()).isEqualTo("One moment, please. Here is your invoice.");
        TurnOutcome.Spoken next = replied(
                session.arm(StepBuilder.step("call", 2, 1, ++revision, "b").build()));
        assertThat(next.heard()).isEqualTo(meanwhile);
        assertThat(next.words()).isEqualTo("I have noted it.");
        assertThat(model.lastRequest().messages()).last().isEqualTo(new Message.Caller("And I have moved."));
    }

    @Test
    void whoeverSpeaksTwiceInARowIsAnsweredWithBothInMind() throws Exception {
        greet();
        CountDownLatch thinking = new CountDownLatch(1);
        CountDownLatch cut = new CountDownLatch(1);
        model.then(sink -> {
                    thinking.countDown();
                    await().until(() -> cut.getCount() == 0);
                    sink.text("The red one?");
                })
                .says("The blue one is on its way.");
        CompletableFuture<TurnOutcome> first = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        assertThat(thinking.await(5, TimeUnit.SECONDS)).isTrue();
        room.listener.chat("The blue one.");
        TurnOutcome.Spoken unanswered = replied(first);
        cut.countDown();

        assertThat(unanswered.heard()).isEqualTo(new Utterance(1, "Where is my order?"));
        assertThat(unanswered.words()).isEmpty();
        TurnOutcome.Spoken answer = replied(session.arm(step(2, 1)));
        assertThat(answer.heard()).isEqualTo(new Utterance(2, "The blue one."));
        assertThat(answer.words()).isEqualTo("The blue one is on its way.");
        assertThat(model.lastRequest().messages())
                .containsSubsequence(new Message.Caller("Where is my order?"), new Message.Caller("The blue one."));
        assertThat(room.transcript).noneMatch(line -> line.contains("red"));
    }

    /** The reply has 50 frames. A caller who begins in the last ones is noticed before, at, or after its end. */
    @ParameterizedTest
    @ValueSource(ints = {10, 30, 40, 45, 48, 50})
    void whoeverSpeaksOverTheEndOfAReplyIsAnsweredOnce(int frames) {
        greet();
        String reply = "It is on its way to your house, they say.";
        model.says(reply).says("Tomorrow.");
        speech.transcripts.add("When is it here?");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        await().pollInterval(Duration.ofMillis(1)).until(() -> room.loudFrames.get() >= frames);
        room.noise(640);
        room.silence(700);

        TurnOutcome.Spoken spoken = replied(turn);
        assertThat(reply).startsWith(spoken.words());
        assertThat(spoken.interrupted()).isEqualTo(!spoken.words().equals(reply));
        TurnOutcome.Spoken answer = replied(session.arm(step(2, 1)));
        assertThat(answer.heard()).isEqualTo(new Utterance(2, "When is it here?"));
        assertThat(answer.words()).isEqualTo("Tomorrow.");
        assertThat(model.requestCount()).isEqualTo(2);
    }
}
