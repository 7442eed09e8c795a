package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static dev.tandem.workflows.call.Script.asksTool;
import static dev.tandem.workflows.call.Script.greets;
import static dev.tandem.workflows.call.Script.isInterrupted;
import static dev.tandem.workflows.call.Script.replies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.Utterance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sends operators' commands to the workflow, as signals of a live call. */
class CallCommandsTest {

    @Test
    void anOpenTurnIsArmedAnewForEachCommand() throws Exception {
        ScriptedHost host = new ScriptedHost("a", new Script().on(0, 1, greets("Welcome.")));
        try (CallStage stage = CallStage.with(host).start()) {
            await().until(() -> host.turnsSeen() == 2);

            stage.call().command(new Command.Pause(operator("1")));
            await().until(() -> host.turnsSeen() == 3);
            stage.call().command(new Command.Pause(operator("1")));
            stage.call().command(new Command.Say(operator("2"), "A colleague is coming."));
            await().until(() -> host.turnsSeen() == 4);
            stage.call().command(new Command.Resume(operator("3")));
            await().until(() -> host.turnsSeen() == 5);

            assertThat(host.turns.subList(1, 5))
                    .extracting(
                            TurnInput::turn,
                            TurnInput::step,
                            TurnInput::control,
                            input -> input.news().asides().size())
                    .containsExactly(
                            tuple(1, 1, Control.AGENT, 0),
                            tuple(1, 1, Control.PAUSED, 0),
                            tuple(1, 1, Control.PAUSED, 1),
                            tuple(1, 1, Control.AGENT, 1));
            assertThat(stage.conversation().control()).isEqualTo(Control.AGENT);

            stage.call().command(new Command.End(operator("4"), "Goodbye from us all."));
            assertThat(stage.result().status()).isEqualTo("completed");
            assertThat(Todo.say(host.turns.getLast().todo())).isEqualTo("Goodbye from us all.");
            assertThat(stage.eventTypes())
                    .containsSubsequence("operator.paused", "operator.said", "operator.resumed", "operator.ended")
                    .containsOnlyOnce("operator.paused");
            assertThat(stage.event("operator.ended").path("by").asString()).isEqualTo("anna");
        }
    }

    @Test
    void aForcedPathWaitsForTheWordsOfTheAgentThatItTakesTheCallFrom() throws Exception {
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, input -> input.yields() ? isInterrupted(1, "Hello?", "You can", "You can wait.") : null);
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(host).start()) {
            await().until(() -> host.turnsSeen() == 2);

            stage.call().command(new Command.ForcePath(operator("1"), "to-billing"));
            await().until(() -> host.turnsSeen() == 4);

            TurnInput billing = host.turns.getLast();
            assertThat(billing)
                    .extracting(
                            TurnInput::agentId,
                            TurnInput::turn,
                            input -> input.todo() instanceof TurnStep.Enter,
                            TurnInput::yields)
                    .containsExactly("billing", 2, true, false);
            await().untilAsserted(() -> assertThat(stage.eventTypes())
                    .containsSubsequence("turn.committed", "reply.spoken", "operator.forced_path", "path.taken"));
            end(stage);
        }
    }

    @Test
    void aForcedPathTakesWhatWasHeardAndNotAnsweredAlong() throws Exception {
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, input -> input.yields() ? new TurnOutcome.Yielded() : null);
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(host).start()) {
            await().until(() -> host.turnsSeen() == 2);

            stage.call().command(new Command.ForcePath(operator("1"), "to-billing"));
            await().until(() -> host.turnsSeen() == 4);

            assertThat(host.turns)
                    .extracting(TurnInput::agentId, TurnInput::turn, TurnInput::step, TurnInput::yields)
                    .endsWith(tuple("intake", 1, 1, true), tuple("billing", 1, 2, false));
            end(stage);
        }
    }

    @Test
    void aCommandWaitsForAToolAndThenStopsTheTurn() throws Exception {
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, asksTool(1, "Order 17?", "check_order", "{}"))
                .on(1, 2, input -> input.control() == Control.AGENT ? replies(1, "Order 17?", "Shipped.") : null);
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(host)) {
            stage.tools.with("check_order", request -> {
                stage.call().command(new Command.Pause(operator("1")));
                return json("{'state': 'shipped'}");
            });
            stage.start();
            await().until(() -> host.turnsSeen() == 3);
            assertThat(host.turns.getLast())
                    .extracting(
                            TurnInput::step,
                            TurnInput::control,
                            input -> Todo.results(input.todo()).size())
                    .containsExactly(2, Control.PAUSED, 1);

            stage.call().command(new Command.Resume(operator("2")));
            await().until(() -> host.turnsSeen() == 5);
            assertThat(stage.tools.requests).hasSize(1);
            assertThat(stage.eventTypes())
                    .containsSubsequence("tool.finished", "operator.paused", "operator.resumed", "reply.spoken");
            end(stage);
        }
    }

    @Test
    void whatTheCallerTellsTheOperatorIsTakenDown() throws Exception {
        Script script = new Script().on(0, 1, greets("Welcome.")).on(1, 1, input -> overheard(input, "Who are you?"));
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(host).start()) {
            await().until(() -> host.turnsSeen() == 2);

            stage.call().command(new Command.TakeOver(operator("1")));
            await().until(() -> host.turnsSeen() == 4);
            stage.call().command(new Command.HandBack(operator("2")));
            await().until(() -> host.turnsSeen() == 5);

            assertThat(stage.conversation().lines())
                    .extracting(Conversation.Line::role, Conversation.Line::text)
                    .endsWith(tuple(Conversation.Role.CALLER, "Who are you?"));
            assertThat(host.turns.getLast())
                    .extracting(TurnInput::turn, TurnInput::control)
                    .containsExactly(2, Control.AGENT);
            end(stage);
        }
    }

    private static @Nullable TurnOutcome overheard(TurnInput input, String words) {
        return input.control() == Control.OPERATOR
                ? new TurnOutcome.Replied(TurnOutcome.Spoken.silent(new Utterance(input.turn(), words)))
                : null;
    }

    private static Operator operator(String id) {
        return new Operator(id, "anna");
    }

    private static void end(CallStage stage) throws Exception {
        stage.call().command(new Command.Close("test"));
        assertThat(stage.result().status()).isEqualTo("completed");
    }
}
