package dev.tandem.workers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.protocol.Departure;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.SummaryRequest;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TransferRequest;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnOutcome.ToolsAsked;
import dev.tandem.workflows.protocol.TurnOutcome.TransferAsked;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.TurnStep.TakenPath;
import dev.tandem.workflows.protocol.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class CallSessionTest extends SessionStage {

    @Test
    void greetsOnceTheCallerIsThere() {
        CompletableFuture<TurnOutcome> opening = session.arm(step(0, 1));
        assertThat(opening).isNotDone();
        room.listener.callerJoined("caller");
        assertThat(replied(opening).words()).isEqualTo("Hello, how can I help?");
        assertThat(room.loudFrames).hasPositiveValue();
    }

    @Test
    void answersWhatTheCallerSaid() {
        greet();
        model.says("It is on its way.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        TurnOutcome.Spoken spoken = replied(turn);
        assertThat(spoken.heard()).isEqualTo(new Utterance(1, "Where is my order?"));
        assertThat(spoken.words()).isEqualTo("It is on its way.");
        assertThat(spoken.interrupted()).isFalse();
        await().untilAsserted(() -> assertThat(room.transcript)
                .containsSubsequence("caller: Where is my order?", "agent: It is on its way."));
    }

    @Test
    void aReplyInWritingIsToldWhenTheRoomHasIt() {
        reopen(new Lease("call", "org/call", "room", 1, 0, List.of(), "", "chat", null), "a");
        room.shown = new CompletableFuture<>();
        CompletableFuture<TurnOutcome> opening = session.arm(step(0, 1));
        room.listener.callerJoined("caller");
        List<String> order = new CopyOnWriteArrayList<>();
        var told = opening.thenRun(() -> order.add("told"));
        await().until(() -> room.shownAsked.get() > 0);
        assertThat(opening).isNotDone();

        order.add("shown");
        room.shown.complete(null);

        assertThat(replied(opening).words()).isEqualTo("Hello, how can I help?");
        assertThat(told).succeedsWithin(Duration.ofSeconds(10));
        assertThat(order).containsExactly("shown", "told");
    }

    @Test
    void answersWhileNoTurnIsArmedAndHandsTheOutcomeToTheTurnThatComes() {
        greet();
        model.says("It is on its way.");
        room.listener.chat("Where is my order?");
        await().until(() -> room.transcript.contains("agent: It is on its way."));
        assertThat(replied(session.arm(step(1, 1))).words()).isEqualTo("It is on its way.");
    }

    @Test
    void hearsAudioAndAnswersAfterTheEndOfTheUtterance() {
        greet();
        speech.transcripts.add("Where is my order?");
        model.says("Soon.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.noise(400);
        room.silence(700);
        TurnOutcome.Spoken spoken = replied(turn);
        assertThat(spoken.heard()).isEqualTo(new Utterance(1, "Where is my order?"));
        assertThat(spoken.timings().endpointing()).isNotNegative();
        await().untilAsserted(() -> assertThat(timed("endpointing")).isEqualTo(1));
    }

    @Test
    void theReplyIsBegunWhileTheCallerPausesAndSoundsWhenTheWordsWereAll() {
        greet();
        speech.transcripts.add("Where is my order?");
        model.says("Soon.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.noise(400);
        room.silence(320);
        await().until(() -> model.requestCount() == 1);
        assertThat(room.loudFrames).hasValue(0);
        room.silence(400);
        TurnOutcome.Spoken spoken = replied(turn);
        assertThat(spoken.heard()).isEqualTo(new Utterance(1, "Where is my order?"));
        assertThat(spoken.words()).isEqualTo("Soon.");
        assertThat(spoken.timings().start()).isZero();
        assertThat(model.requestCount()).isEqualTo(1);
    }

    @Test
    void aReplyThatWasBegunTooEarlyIsNeverHeardNorRemembered() {
        greet();
        speech.transcripts.add("Where is my order?");
        model.says("Too early.").says("Soon.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.noise(400);
        room.silence(320);
        await().until(() -> model.requestCount() == 1);
        room.noise(320);
        room.silence(700);
        assertThat(replied(turn).words()).isEqualTo("Soon.");
        assertThat(model.lastRequest().messages())
                .noneMatch(message -> message.toString().contains("Too early"));
        assertThat(room.transcript).noneMatch(line -> line.contains("Too early"));
    }

    @Test
    void aCallerWhoSaysNothingIsTold() {
        greet();
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        assertThat(turn).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(new TurnOutcome.Silence());
    }

    @Test
    void pressedKeysThatAPathWaitsForAreTold() {
        ObjectNode own = (ObjectNode) DOCUMENT.deepCopy();
        own.withArray("/agents/0/paths")
                .addObject()
                .put("id", "keys")
                .put("name", "Keys")
                .put("target_agent_id", "b")
                .put("kind", "event")
                .put("event", "dtmf:1");
        document = own;
        reopen(new Lease("call", "org/call", "room", 1, 0, List.of(), ""), "a");
        greet();
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.dtmf("1");
        room.listener.dtmf("#");
        assertThat(turn).succeedsWithin(1, TimeUnit.SECONDS).isEqualTo(new TurnOutcome.Pressed("1"));
    }

    @Test
    void anAgentThatSpokeByItselfListensInTheNextStepOfTheSameTurn() {
        greet();
        CompletableFuture<TurnOutcome> silent = session.arm(step(1, 1));
        assertThat(silent).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(new TurnOutcome.Silence());
        model.says("Are you there?");
        assertThat(replied(session.arm(step(1, 2))).heard()).isNull();
        model.says("Good.");
        CompletableFuture<TurnOutcome> listening = session.arm(listening(1, 3));
        room.listener.chat("Yes.");
        TurnOutcome.Spoken spoken = replied(listening);
        assertThat(spoken.heard()).isEqualTo(new Utterance(1, "Yes."));
        assertThat(spoken.words()).isEqualTo("Good.");
    }

    @Test
    void whatIsSaidToASilentCallerLeavesTheTurnToHim() {
        greet();
        CompletableFuture<TurnOutcome> turn = session.arm(saying(1, "Are you still there?"));
        await().until(() -> room.transcript.contains("agent: Are you still there?"));
        assertThat(turn).isNotDone();
        model.says("Good.");
        room.listener.chat("Yes, I am.");
        TurnOutcome.Spoken spoken = replied(turn);
        assertThat(spoken.heard()).isEqualTo(new Utterance(1, "Yes, I am."));
        assertThat(spoken.words()).isEqualTo("Are you still there? Good.");
    }

    @Test
    void asksForToolsAndAnswersWithTheirResults() {
        greet();
        model.then(sink -> sink.toolCall("check_order", JSON.createObjectNode()))
                .says("Delivered.");
        CompletableFuture<TurnOutcome> asked = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        ToolsAsked tools = (ToolsAsked) asked.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(tools.calls()).singleElement().satisfies(call -> {
            assertThat(call.key()).isEqualTo("call/1/1/0");
            assertThat(call.name()).isEqualTo("check_order");
        });
        ToolResult result = new ToolResult(
                "call/1/1/0",
                "check_order",
                ToolResult.Status.OK,
                JSON.createObjectNode().put("status", "sent"),
                null,
                1,
                5);
        assertThat(replied(session.arm(step(1, 2, List.of(result)))).words()).isEqualTo("Delivered.");
        assertThat(model.lastRequest().messages())
                .last()
                .isInstanceOfSatisfying(
                        Message.ToolReturned.class,
                        returned -> assertThat(returned.result().path("status").asString(""))
                                .isEqualTo("sent"));
    }

    /** A limit ends the call in a turn that the caller has not begun: its farewell is the first step. */
    @Test
    void aFarewellThatOpensATurnIsSpokenAndEndsTheCall() {
        greet();

        TurnOutcome.Spoken last = replied(session.arm(
                next(1, 1).todo(new TurnStep.Farewell("We have to end here.")).build()));

        assertThat(last.words()).isEqualTo("We have to end here.");
        assertThat(last.heard()).isNull();
    }

    @Test
    void proposesAPathByItsIdWhateverItsNameForTheModel() {
        greet();
        model.then(sink -> sink.toolCall("transfer_to_to_billing", JSON.createObjectNode()));
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("An invoice.");
        TransferAsked asked =
                (TransferAsked) turn.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(asked.proposal().pathId()).isEqualTo("p");
    }

    @Test
    void aMoveIsAnnouncedWhileTheConversationIsSummedUpAndNotOnceMoreAfterIt() throws InterruptedException {
        greet();
        CountDownLatch summed = new CountDownLatch(1);
        model.then(sink -> sink.toolCall("transfer_to_to_summed_up", JSON.createObjectNode()))
                .then(sink -> {
                    await().until(() -> summed.getCount() == 0);
                    sink.text("They ask for bills.");
                })
                .says("Here they are.");
        CompletableFuture<TurnOutcome> proposing = session.arm(step(1, 1));
        room.listener.chat("My bills.");
        assertThat(proposing).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(TransferAsked.class);

        CompletableFuture<TransferReceipt> moving = session.transfer(new TransferRequest(
                "call",
                1,
                "s",
                "a",
                "b",
                new SummaryRequest(List.of("s"), List.of(), List.of(), "One moment, please.")));
        await().until(() -> room.loudFrames.get() > 10);
        assertThat(moving).isNotDone();
        summed.countDown();
        ConversationSummary summary = Objects.requireNonNull(
                moving.orTimeout(5, TimeUnit.SECONDS).join().summary());
        TurnOutcome.Spoken spoken =
                replied(session.arm(entering(1, 2, "One moment, please.", new TakenPath("s", 1, summary.text()))));

        assertThat(spoken.words()).isEqualTo("One moment, please. Here they are.");
        assertThat(model.lastRequest().messages())
                .containsExactly(
                        new Message.Summary("They ask for bills."),
                        new Message.Caller("My bills."),
                        new Message.Agent("Intake", "One moment, please.", false));
    }

    @Test
    void aMoveIsHeardAsSoonWithASummaryThatTakesASecondAsWithoutOne() throws IOException {
        greet();
        model.says("Here they are.").then(sink -> {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            sink.text("They ask for bills.");
        });
        long without = firstSound(() -> {
            session.transfer(new TransferRequest("call", 1, "s", "a", "b", null))
                    .join();
            return session.arm(entering(1, 2, "One moment, please.", new TakenPath("s", 1, null)));
        });
        long with = firstSound(() -> session.transfer(new TransferRequest(
                "call",
                2,
                "s",
                "a",
                "b",
                new SummaryRequest(List.of("s"), List.of(), List.of(), "One moment, please."))));

        Path figures = Files.createDirectories(Path.of("target", "figures"));
        Files.writeString(
                figures.resolve("summary.txt"),
                "the move is heard after %d ms with a summary that takes 1000 ms, after %d ms without one%n"
                        .formatted(with, without));
        assertThat(with).isLessThan(500);
    }

    /** Returns how long it takes until the agent is heard, ms, when what was begun is over. */
    private long firstSound(Supplier<CompletableFuture<?>> move) {
        room.loudFrames.set(0);
        long began = System.nanoTime();
        CompletableFuture<?> moving = move.get();
        await().pollInterval(Duration.ofMillis(1)).until(() -> room.loudFrames.get() > 0);
        long heard = (System.nanoTime() - began) / 1_000_000;
        moving.orTimeout(5, TimeUnit.SECONDS).join();
        return heard;
    }

    @Test
    void soundWaitsForTheHeartbeatOnlySoLong() {
        greet();
        durable.set(new CompletableFuture<>());
        model.says("Soon.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        TurnOutcome.Spoken spoken = replied(turn);
        assertThat(spoken.words()).isEqualTo("Soon.");
        assertThat(spoken.timings().heard()).isNegative();
    }

    @Test
    void aSessionThatTheServerGaveUpStartsNoReplyUntilItIsAdopted() {
        greet();
        session.suspend();
        room.listener.chat("Where is my order?");
        model.says("Soon.");
        session.adopted(new Lease("call", "org/call", "room", 2, 1, List.of(), ""));
        assertThat(replied(session.arm(step(1, 1))).words()).isEqualTo("Soon.");
    }

    @Test
    void theCallersLeavingIsToldAfterTheLastWords() {
        greet();
        model.says(LONG);
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Tell me everything.");
        await().until(() -> room.loudFrames.get() > 40);
        room.listener.callerLeft("caller");
        assertThat(replied(turn).interrupted()).isTrue();
        assertThat(session.arm(step(2, 1))).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(new TurnOutcome.Left());
        assertThat(session.departure()).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(Departure.CALLER_LEFT);
    }

    @Test
    void whatACallerSaidBeforeItLeftIsToldThoughNobodyAnswersIt() {
        greet();
        model.then(sink -> sink.toolCall("check_order", JSON.createObjectNode()));
        CompletableFuture<TurnOutcome> asked = session.arm(step(1, 1));
        room.listener.chat("Where is my order?");
        assertThat(asked).succeedsWithin(5, TimeUnit.SECONDS).isInstanceOf(ToolsAsked.class);
        room.listener.chat("Never mind, goodbye.");
        room.listener.callerLeft("caller");
        model.says("Delivered.");

        TurnOutcome.Spoken last = replied(session.arm(farewell(1, 2)));

        assertThat(last.heard()).isEqualTo(new Utterance(1, "Where is my order?"));
        assertThat(last.unanswered()).containsExactly(new Utterance(2, "Never mind, goodbye."));
    }

    @Test
    void aReplyThatTheCallersLeavingOvertookIsToldWithTheFarewell() {
        greet();
        model.says("Goodbye.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Thank you.");
        assertThat(replied(turn).words()).isEqualTo("Goodbye.");

        room.listener.callerLeft("caller");

        // LiveKit reported sooner to the call workflow that the caller had left, and the workflow dropped the open
        // step.
        assertThat(replied(session.arm(farewell(1, 2)))).isEqualTo(replied(turn));
        assertThat(session.departure()).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(Departure.CALLER_LEFT);
    }

    @Test
    void aNewcomerAnswersWhatWasHeardAndDoesNotRepeatWhatWasSaid() {
        Utterance open = new Utterance(3, "Where is my order?");
        reopen(new Lease("call", "org/call", "room", 2, 3, List.of(open), "I have found it. It"), "a");
        room.listener.callerJoined("caller");
        model.says("I have found it. It comes on Tuesday.");
        TurnOutcome.Spoken spoken = replied(session.arm(step(3, 1)));
        assertThat(spoken.heard()).isEqualTo(open);
        assertThat(spoken.words()).startsWith("I have found it.").endsWith("It comes on Tuesday.");
        assertThat(room.transcript)
                .contains("caller: Where is my order?")
                .noneMatch(line -> line.contains("I have found it."));
    }

    @Test
    void aNewcomerIsToldHowFarTheOpenTurnHasComeBeforeItAnswers() {
        Utterance open = new Utterance(3, "Where is my order?");
        reopen(new Lease("call", "org/call", "room", 2, 3, List.of(open), "Your order"), "a");
        room.listener.callerJoined("caller");
        room.listener.chat("Hello?");
        await().until(() -> session.beat().unsettled().size() == 2);
        assertThat(model.requestCount()).isZero();
        model.says("Your order is on its way.").says("Yes?");
        assertThat(replied(session.arm(step(3, 2))).words()).endsWith("Your order is on its way.");
        assertThat(replied(session.arm(step(4, 1))).heard()).isEqualTo(new Utterance(4, "Hello?"));
    }

    @Test
    void whatIsSaidWithoutAModelStandsInTheDocument() {
        ObjectNode own = ((ObjectNode) DOCUMENT.deepCopy()).put("schema_version", 2);
        own.putObject("phrases").put("bridge", "Where was I? Well.").put("apology", "Pardon?");
        document = own;
        reopen(new Lease("call", "org/call", "room", 2, 3, List.of(), ""), "a");
        room.listener.callerJoined("caller");

        CompletableFuture<TurnOutcome> turn =
                session.arm(takingUp(new Utterance(3, "Where is my order?"), "I have found it."));

        assertThat(turn)
                .succeedsWithin(5, TimeUnit.SECONDS)
                .isInstanceOfSatisfying(
                        TurnOutcome.Failed.class,
                        failed -> assertThat(failed.spoken().words())
                                .isEqualTo("I have found it. Where was I? Well. Pardon?"));
    }

    @Test
    void aNewcomerThatTookOverInMidSentenceGoesOnAtTheClauseWhereItsPredecessorStopped() {
        reopen(new Lease("call", "org/call", "room", 2, 3, List.of(), ""), "a");
        room.listener.callerJoined("caller");
        model.says("I have found it. It comes on Tuesday.");

        Utterance open = new Utterance(3, "Where is my order?");
        TurnOutcome.Spoken spoken = replied(session.arm(takingUp(open, "I have found it. It")));

        assertThat(spoken.heard()).isEqualTo(open);
        assertThat(spoken.words())
                .isEqualTo("I have found it. It Sorry, there was a short break. It comes on Tuesday.");
        assertThat(room.transcript).noneMatch(line -> line.contains("I have found it."));
    }

    @Test
    void whatHappensWhileTheRoomIsJoinedIsHeardInItsOrder() {
        reopen(new Lease("call", "org/call", "room", 1, 0, List.of(), ""), "a", joining -> {
            joining.chat("First.");
            joining.chat("Second.");
        });
        model.says("One.").says("Two.");
        greet();
        assertThat(replied(session.arm(step(1, 1))).heard()).isEqualTo(new Utterance(1, "First."));
        assertThat(replied(session.arm(step(2, 1))).heard()).isEqualTo(new Utterance(2, "Second."));
    }

    @Test
    void evictionEndsTheSessionAndNotTheCall() {
        room.listener.evicted();
        assertThat(session.departure()).failsWithin(1, TimeUnit.SECONDS);
    }
}
