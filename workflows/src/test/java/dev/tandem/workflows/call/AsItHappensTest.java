package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static dev.tandem.workflows.call.Script.asksTool;
import static dev.tandem.workflows.call.Script.greets;
import static dev.tandem.workflows.call.Script.proposes;
import static dev.tandem.workflows.call.Script.replies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.event.CallEventType;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.protocol.Conversation.Line;
import dev.tandem.workflows.protocol.Conversation.Role;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.CallRules;
import dev.tandem.workflows.rules.Happening;
import dev.tandem.workflows.rules.Outcome;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Events are recorded as they happen, and once. */
class AsItHappensTest {

    private static final Utterance WHERE = new Utterance(1, "Where is it?");

    @Test
    void whatTheCallerSaysIsRecordedWhileTheAgentStillAnswersAndAToolWhileItRuns() throws Exception {
        CountDownLatch thinks = new CountDownLatch(1);
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch speaks = new CountDownLatch(1);
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, input -> after(thinks, asksTool(1, WHERE.text(), "check_order", "{'order_id':'17'}")))
                .on(1, 2, input -> after(speaks, replies(1, WHERE.text(), "Here.")))
                .on(2, 1, new TurnOutcome.Left());
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(host)) {
            stage.tools.with("check_order", arguments -> {
                runs.await();
                return json("{'state':'open'}");
            });
            stage.start();
            await().until(() -> host.turnsSeen() == 2);

            stage.call().heard(1, WHERE);
            await().until(() -> stage.eventTypes().contains("turn.committed"));
            assertThat(stage.eventTypes()).endsWith("turn.committed", "path.offered");
            thinks.countDown();
            await().until(() -> stage.eventTypes().contains("tool.started"));
            assertThat(stage.eventTypes()).doesNotContain("tool.finished");
            runs.countDown();
            await().until(() -> stage.eventTypes().contains("tool.finished"));
            assertThat(stage.conversation().lines()).extracting(Line::role).contains(Role.TOOL);
            stage.call().heard(1, WHERE);
            speaks.countDown();

            assertThat(stage.result().turns()).isEqualTo(1);
            assertThat(said(stage)).containsExactly("1 Where is it?");
            assertThat(stage.conversation().lines())
                    .filteredOn(line -> line.role() == Role.CALLER)
                    .hasSize(1);
        }
    }

    @Test
    void whatATransferBringsFirstIsRecordedWhileItIsUnderWay() throws Exception {
        CountDownLatch speaks = new CountDownLatch(1);
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, proposes(1, "My invoice.", "to-billing", "{'customer_id':'4711'}"))
                .on(1, 2, input -> after(speaks, replies(1, "My invoice.", "Here it is.")))
                .on(2, 1, new TurnOutcome.Left());
        try (CallStage stage = CallStage.with(new ScriptedHost("a", script)).start()) {
            await().until(() -> stage.eventTypes().contains("path.taken"));
            assertThat(said(stage)).containsExactly("1 My invoice.");
            speaks.countDown();

            assertThat(stage.result().transfers()).isEqualTo(1);
        }
    }

    @Test
    void whatHappensWithin120MsIsOneBatch() throws Exception {
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, asksTool(1, WHERE.text(), "check_order", "{'order_id':'17'}"))
                .on(1, 2, replies(1, WHERE.text(), "Here."))
                .on(2, 1, new TurnOutcome.Left());
        try (CallStage stage = CallStage.with(new ScriptedHost("a", script))) {
            stage.tools.with("check_order", arguments -> json("{'state':'open'}"));
            stage.start().result();

            List<RecordedEvent> turn = stage.records.events.stream()
                    .filter(event -> event.payload().path("turn").asInt() == 1)
                    .toList();
            assertThat(turn).extracting(RecordedEvent::type).contains("turn.committed", "tool.finished");
            assertThat(turn)
                    .filteredOn(
                            event -> event.at().isBefore(turn.getFirst().at().plusMillis(120)))
                    .extracting(event -> stage.records.batchOf.get(event.sequence()))
                    .containsOnly(stage.records.batchOf.get(turn.getFirst().sequence()));
        }
    }

    @Test
    void whatIsSaidAheadOfTheOpenTurnIsRecordedWhenItsTurnIsOpen() throws Exception {
        CountDownLatch speaks = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        Script script = new Script()
                .on(0, 1, input -> after(speaks, greets("Welcome.")))
                .on(1, 1, replies(1, WHERE.text(), "Here."))
                .on(2, 1, input -> after(second, replies(2, "Hello?", "Yes?")))
                .on(3, 1, new TurnOutcome.Left());
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(host).start()) {
            await().until(() -> host.turnsSeen() == 1);

            stage.call().heard(1, new Utterance(2, "Hello?"));
            stage.call().heard(1, WHERE);
            speaks.countDown();
            await().until(() -> said(stage).size() == 2);
            second.countDown();

            stage.result();
            assertThat(said(stage)).containsExactly("1 Where is it?", "2 Hello?");
            assertThat(stage.eventTypes())
                    .containsSubsequence(
                            "reply.spoken", "turn.committed", "reply.spoken", "turn.committed", "reply.spoken");
        }
    }

    @Test
    void aProcessThatWasReplacedIsNotBelieved() throws Exception {
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, replies(1, WHERE.text(), "Here."))
                .on(2, 1, new TurnOutcome.Left());
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(host)) {
            stage.start();
            stage.call().heard(7, new Utterance(1, "Something else."));

            stage.result();
            assertThat(said(stage)).containsExactly("1 Where is it?");
        }
    }

    /** The caller speaks over words that the agent says by itself: the turn is still to be answered. */
    @Test
    void aTurnIsNotSettledByWordsThatAnswerSomethingElse() {
        PlayedCall call = PlayedCall.of(Documents.shop()).at("intake");
        CallRules.Heard heard = CallRules.heard(call.state(), List.of(WHERE));
        Arm armed = call.armed();

        Outcome spoke = CallRules.next(heard.state(), new Happening.StepCameOut(armed, greets("Are you there?")));
        Outcome answered =
                CallRules.next(spoke.state(), new Happening.StepCameOut(armed, replies(1, WHERE.text(), "Here.")));

        assertThat(heard.events())
                .extracting(event -> CallEventType.of(event).wireName())
                .containsExactly("turn.committed", "path.offered");
        assertThat(spoke.state().turn()).isEqualTo(1);
        assertThat(answered.state().turn()).isEqualTo(2);
        assertThat(answered.events())
                .extracting(event -> CallEventType.of(event).wireName())
                .containsExactly("reply.spoken");
    }

    private static TurnOutcome after(CountDownLatch latch, TurnOutcome outcome) throws InterruptedException {
        latch.await();
        return outcome;
    }

    private static List<String> said(CallStage stage) {
        return stage.records.events.stream()
                .filter(event -> event.type().equals("turn.committed"))
                .map(RecordedEvent::payload)
                .map(payload -> payload.path("turn").asInt() + " "
                        + payload.path("text").asString())
                .toList();
    }
}
