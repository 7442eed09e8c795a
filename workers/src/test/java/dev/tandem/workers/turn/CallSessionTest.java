package dev.tandem.workers.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.Models;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.secret.Safe;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workflows.call.AttendCall.Attendance;
import dev.tandem.workflows.call.AttendCall.Departure;
import dev.tandem.workflows.call.Conversation;
import dev.tandem.workflows.event.LoadVersion;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.GraphDocument;
import dev.tandem.workflows.secret.WorkspaceValues;
import dev.tandem.workflows.tool.ToolResult;
import dev.tandem.workflows.transfer.PathTransfer;
import dev.tandem.workflows.turn.Control;
import dev.tandem.workflows.turn.TurnInput;
import dev.tandem.workflows.turn.TurnOutcome;
import dev.tandem.workflows.turn.TurnOutcome.Replied;
import dev.tandem.workflows.turn.TurnOutcome.ToolsAsked;
import dev.tandem.workflows.turn.TurnOutcome.TransferAsked;
import dev.tandem.workflows.turn.Utterance;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CallSessionTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final JsonNode DOCUMENT = JSON.readTree("""
            {"limits": {"silence_timeout_seconds": 2},
             "agents": [
              {"id": "a", "name": "Intake", "instructions": "Help.", "greeting": "Hello, how can I help?",
               "llm": {"provider": "scripted"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"},
               "tools": [{"tool_type": "http", "name": "check_order", "description": "Checks an order",
                          "config": {"method": "GET", "url": "http://127.0.0.1/orders"}},
                         {"tool_type": "http", "name": "search", "description": "Searches", "interruptible": true,
                          "config": {"method": "GET", "url": "http://127.0.0.1/search"}}],
               "paths": [{"id": "p", "name": "To Billing", "description": "Invoices", "target_agent_id": "b",
                          "required_variables": [{"name": "customer_id"}]},
                         {"id": "s", "name": "To summed up", "description": "Bills", "target_agent_id": "b",
                          "context": "summary"}]},
              {"id": "b", "name": "Billing", "instructions": "Bill.",
               "llm": {"provider": "scripted"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"}}]}
            """);

    /** Three seconds of speech. */
    private static final String LONG = "word ".repeat(59).strip().concat(". End.");

    private final ScriptedSpeech speech = new ScriptedSpeech();
    private final ScriptedModel model = new ScriptedModel();
    private final Pacer pacer = new Pacer();
    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final AtomicReference<CompletableFuture<Void>> durable = new AtomicReference<>(CompletableFuture.allOf());
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final AtomicReference<SilentRoom> joined = new AtomicReference<>();
    private CallSession session = open(new Attendance("call", "org/call", "room", 1, 0, List.of(), ""), "a");
    private SilentRoom room = joined.get();
    private long revision;

    @AfterEach
    void close() {
        session.close();
        pacer.close();
    }

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
    void aCallerWhoSaysNothingIsTold() {
        greet();
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        assertThat(turn).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(new TurnOutcome.Silence());
    }

    @Test
    void pressedKeysAreTold() {
        greet();
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.dtmf("1");
        room.listener.dtmf("#");
        assertThat(turn).succeedsWithin(1, TimeUnit.SECONDS).isEqualTo(new TurnOutcome.Pressed("1"));
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
        assertThat(replied(session.arm(step(1, 2))).words()).isEqualTo("Delivered.");
        assertThat(replied(session.arm(step(2, 1))).words()).isEqualTo("Yes?");
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

        ToolResult cancelled =
                new ToolResult("call/1/1/0", "search", ToolResult.Status.CANCELLED, null, "Interrupted.", 1, 5);
        assertThat(replied(session.arm(step(1, 2, List.of(cancelled)))).words()).isEmpty();
        model.says("Yes?").says("It is stopped.");
        assertThat(replied(session.arm(step(2, 1))).heard()).isEqualTo(new Utterance(2, "Mhm."));
        assertThat(replied(session.arm(step(3, 1))).heard()).isEqualTo(new Utterance(3, "No, stop."));
        assertThat(model.requests.get(1).messages().toString()).contains("Interrupted.");
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

        CompletableFuture<PathTransfer.Receipt> moving = session.transfer(new PathTransfer.Request(
                "call",
                1,
                "s",
                "a",
                "b",
                new PathTransfer.Wanted(List.of("s"), List.of(), List.of(), "One moment, please.")));
        await().until(() -> room.loudFrames.get() > 10);
        assertThat(moving).isNotDone();
        summed.countDown();
        PathTransfer.Summary summary = Objects.requireNonNull(
                moving.orTimeout(5, TimeUnit.SECONDS).join().summary());
        TurnOutcome.Spoken spoken = replied(
                session.arm(entering(1, 2, "One moment, please.", new TurnInput.Taken("s", 1, summary.text()))));

        assertThat(spoken.words()).isEqualTo("One moment, please. Here they are.");
        assertThat(model.lastRequest().messages())
                .containsExactly(new Message.Summary("They ask for bills."), new Message.Caller("My bills."));
    }

    @Test
    void aMoveIsHeardAsSoonWithASummaryThatTakesASecondAsWithoutOne() throws IOException {
        greet();
        model.says("Here they are.").then(sink -> {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            sink.text("They ask for bills.");
        });
        long without = firstSound(() -> {
            session.transfer(new PathTransfer.Request("call", 1, "s", "a", "b", null))
                    .join();
            return session.arm(entering(1, 2, "One moment, please.", new TurnInput.Taken("s", 1, null)));
        });
        long with = firstSound(() -> session.transfer(new PathTransfer.Request(
                "call",
                2,
                "s",
                "a",
                "b",
                new PathTransfer.Wanted(List.of("s"), List.of(), List.of(), "One moment, please."))));

        Path figures = Files.createDirectories(Path.of("target", "figures"));
        Files.writeString(
                figures.resolve("summary.txt"),
                "the move is heard after %d ms with a summary that takes 1000 ms, after %d ms without one%n"
                        .formatted(with, without));
        assertThat(with).isLessThan(500);
    }

    /** How long it takes until the agent is heard, ms; returns when what was begun is over. */
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
        session.adopted(new Attendance("call", "org/call", "room", 2, 1, List.of(), ""));
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
    void aReplyThatTheCallersLeavingOvertookIsToldWithTheFarewell() {
        greet();
        model.says("Goodbye.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("Thank you.");
        assertThat(replied(turn).words()).isEqualTo("Goodbye.");

        room.listener.callerLeft("caller");

        // LiveKit told the call workflow sooner that the caller had left: it dropped the step that was open.
        assertThat(replied(session.arm(farewell(1, 2)))).isEqualTo(replied(turn));
        assertThat(session.departure()).succeedsWithin(5, TimeUnit.SECONDS).isEqualTo(Departure.CALLER_LEFT);
    }

    @Test
    void aNewcomerAnswersWhatWasHeardAndDoesNotRepeatWhatWasSaid() {
        session.close();
        Utterance open = new Utterance(3, "Where is my order?");
        session = open(new Attendance("call", "org/call", "room", 2, 3, List.of(open), "I have found it. It"), "a");
        room = joined.get();
        room.listener.callerJoined("caller");
        model.says("I have found it. It comes on Tuesday.");
        TurnOutcome.Spoken spoken = replied(session.arm(step(3, 1)));
        assertThat(spoken.heard()).isEqualTo(open);
        assertThat(spoken.words()).startsWith("I have found it.").endsWith("It comes on Tuesday.");
        assertThat(room.transcript).noneMatch(line -> line.contains("I have found it."));
    }

    @Test
    void aNewcomerIsToldHowFarTheOpenTurnHasComeBeforeItAnswers() {
        session.close();
        Utterance open = new Utterance(3, "Where is my order?");
        session = open(new Attendance("call", "org/call", "room", 2, 3, List.of(open), "Your order"), "a");
        room = joined.get();
        room.listener.callerJoined("caller");
        room.listener.chat("Hello?");
        await().until(() -> session.beat().unsettled().size() == 2);
        assertThat(model.requestCount()).isZero();
        model.says("Your order is on its way.").says("Yes?");
        assertThat(replied(session.arm(step(3, 2))).words()).endsWith("Your order is on its way.");
        assertThat(replied(session.arm(step(4, 1))).heard()).isEqualTo(new Utterance(4, "Hello?"));
    }

    @Test
    void aNewcomerThatTookOverInMidSentenceGoesOnAtTheClauseWhereItsPredecessorStopped() {
        session.close();
        session = open(new Attendance("call", "org/call", "room", 2, 3, List.of(), ""), "a");
        room = joined.get();
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
        session.close();
        session = open(new Attendance("call", "org/call", "room", 1, 0, List.of(), ""), "a", joining -> {
            joining.chat("First.");
            joining.chat("Second.");
        });
        room = joined.get();
        model.says("One.").says("Two.");
        greet();
        assertThat(replied(session.arm(step(1, 1))).heard()).isEqualTo(new Utterance(1, "First."));
        assertThat(replied(session.arm(step(2, 1))).heard()).isEqualTo(new Utterance(2, "Second."));
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
    void evictionEndsTheSessionAndNotTheCall() {
        room.listener.evicted();
        assertThat(session.departure()).failsWithin(1, TimeUnit.SECONDS);
    }

    private double interruptions(boolean real) {
        return figures.get("tandem.interruptions")
                .tag("real", Boolean.toString(real))
                .counter()
                .count();
    }

    private long timed(String part) {
        return figures.get("tandem.turn").tag("part", part).timer().count();
    }

    private void greet() {
        CompletableFuture<TurnOutcome> opening = session.arm(step(0, 1));
        room.listener.callerJoined("caller");
        replied(opening);
        room.loudFrames.set(0);
    }

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
    void aReplyThatNobodyHeardIsBegunAgainAfterThePause() throws Exception {
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
        Thread.sleep(200);
        assertThat(paused).isNotDone();
        assertThat(room.loudFrames).as("less than a word").hasValueLessThan(10);

        assertThat(replied(session.arm(armed(1, 1, Control.AGENT, false))).words())
                .isEqualTo("It is on its way.");
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

    private static TurnOutcome.Spoken replied(CompletableFuture<TurnOutcome> turn) {
        return ((Replied) turn.orTimeout(10, TimeUnit.SECONDS).join()).spoken();
    }

    private TurnInput step(int turn, int step) {
        return step(turn, step, List.of());
    }

    private TurnInput farewell(int turn, int step) {
        return new TurnInput(
                "call", turn, step, ++revision, "a", false, List.of(), null, List.of(), List.of(), null, true, false);
    }

    private TurnInput listening(int turn, int step) {
        return new TurnInput(
                "call",
                turn,
                step,
                ++revision,
                "a",
                false,
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                false,
                false,
                true,
                null,
                null,
                null,
                Control.AGENT,
                false,
                List.of());
    }

    private TurnInput takingUp(Utterance heard, String played) {
        return new TurnInput(
                "call",
                heard.turn(),
                1,
                ++revision,
                "a",
                false,
                List.of(),
                null,
                List.of(),
                List.of(heard),
                null,
                false,
                false,
                false,
                null,
                null,
                played,
                Control.AGENT,
                false,
                List.of());
    }

    private TurnInput entering(int turn, int step, String say, TurnInput.Taken taken) {
        return new TurnInput(
                "call",
                turn,
                step,
                ++revision,
                "b",
                true,
                List.of(),
                null,
                List.of(),
                List.of(),
                say,
                false,
                false,
                false,
                null,
                List.of(taken),
                null,
                Control.AGENT,
                false,
                List.of());
    }

    private TurnInput armed(int turn, int step, Control control, boolean yields, TurnInput.Aside... asides) {
        return new TurnInput(
                "call",
                turn,
                step,
                ++revision,
                "a",
                false,
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                false,
                false,
                false,
                null,
                null,
                null,
                control,
                yields,
                List.of(asides));
    }

    private TurnInput saying(int turn, String words) {
        return new TurnInput(
                "call", turn, 1, ++revision, "a", false, List.of(), null, List.of(), List.of(), words, false, false);
    }

    private TurnInput step(int turn, int step, List<ToolResult> results) {
        return new TurnInput(
                "call", turn, step, ++revision, "a", false, results, null, List.of(), List.of(), null, false, false);
    }

    private CallSession open(Attendance attendance, String agentId) {
        return open(attendance, agentId, _ -> {});
    }

    private CallSession open(Attendance attendance, String agentId, Consumer<RoomListener> whileJoining) {
        AgentGraph graph = GraphDocument.load(DOCUMENT);
        Conversation conversation = new Conversation(
                new LoadVersion.Version("v", "Shop", 1, "UTC", DOCUMENT, WorkspaceValues.NONE),
                agentId,
                0,
                List.of(),
                Map.of());
        return new CallSession(
                attendance,
                conversation,
                graph,
                new SessionParts(
                        new Speech(List.of(speech)),
                        new Models(List.of(model)),
                        pacer,
                        Safe.VAULT,
                        new Meters(figures)),
                durable::get,
                (turn, step) -> stopped.add(turn + "." + step),
                listener -> {
                    joined.set(new SilentRoom(listener));
                    whileJoining.accept(listener);
                    return joined.get();
                });
    }
}
