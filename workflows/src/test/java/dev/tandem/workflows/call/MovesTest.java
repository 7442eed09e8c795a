package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static dev.tandem.workflows.call.Script.asksTool;
import static dev.tandem.workflows.call.Script.greets;
import static dev.tandem.workflows.call.Script.proposes;
import static dev.tandem.workflows.call.Script.replies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.ToolResult.Status;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.variable.VariableNote;
import org.junit.jupiter.api.Test;

class MovesTest {

    private final PlayedCall call = PlayedCall.of("bank.json");

    @Test
    void aRouterLeadsOnAsSoonAsItsAgentIsActive() {
        call.starts("{'tier':'gold'}");

        assertThat(call.agent()).isEqualTo("Ring");
        assertThat(call.taken()).containsExactly("to-gold always", "hub always", "round always");
        assertThat(Todo.say(call.todo())).isEqualTo("Welcome back.");
    }

    @Test
    void routersThatGoInCirclesStopAfterRouterHops() {
        call.starts("{'tier':'gold'}");

        assertThat(call.taken()).hasSize(3);
    }

    @Test
    void anExpressionIsFollowedAfterTheReplyThatMadeItTrue() {
        call.at("front")
                .after(replies(1, "It's me.", "Welcome.", new VariableNote("verified", "me", json("true"), false)));

        assertThat(call.agent()).isEqualTo("Desk");
        assertThat(call.taken()).containsExactly("known expression");
        assertThat(call.turn()).isEqualTo(1);
    }

    @Test
    void anExpressionIsFollowedAfterTheToolThatMadeItTrueAndTheResultTravels() {
        call.at("front").after(asksTool(1, "It's me.", "verify", "{}")).toolsReturn(Status.OK, "{'ok':true}");

        assertThat(call.agent()).isEqualTo("Desk");
        assertThat(Todo.results(call.todo())).hasSize(1);
        assertThat(call.todo()).isInstanceOf(TurnStep.Enter.class);
    }

    @Test
    void aFailedToolMovesTheCallWhereAPathWaitsForIt() {
        call.at("front").after(asksTool(1, "It's me.", "verify", "{}")).toolsReturn(Status.UNKNOWN, null);

        assertThat(call.agent()).isEqualTo("Lobby");
        assertThat(call.taken()).containsExactly("broken tool_failed:verify");
    }

    @Test
    void aToolThatTheCallerInterruptedMovesNothing() {
        call.at("front").after(asksTool(1, "It's me.", "verify", "{}")).toolsReturn(Status.CANCELLED, null);

        assertThat(call.agent()).isEqualTo("Front");
        assertThat(Todo.results(call.todo())).extracting(ToolResult::status).containsExactly(Status.CANCELLED);
    }

    @Test
    void silenceMovesTheCallAndTheNextAgentThenWaitsForTheSameTurn() {
        call.at("front").after(new TurnOutcome.Silence());

        assertThat(call.agent()).isEqualTo("Lobby");
        assertThat(call.todo()).isInstanceOf(TurnStep.Enter.class);
        assertThat(call.step()).isEqualTo(2);

        call.after(greets("Are you there?"));

        assertThat(call.turn()).isEqualTo(1);
        assertThat(call.step()).isEqualTo(3);
        assertThat(call.todo()).isEqualTo(new TurnStep.Listen());
        assertThat(call.step()).isGreaterThan(1);
    }

    @Test
    void silenceWithoutAPathIsWaitedOut() {
        call.at("lobby").after(new TurnOutcome.Silence());

        assertThat(call.todo()).isNotInstanceOf(TurnStep.Enter.class);
        assertThat(call.step()).isEqualTo(1);
    }

    @Test
    void pressedKeysTakeThePathThatWaitsForThem() {
        call.at("front").after(new TurnOutcome.Pressed("1"));

        assertThat(call.armed().isLast()).isTrue();
        assertThat(Todo.say(call.todo())).isEqualTo("Goodbye.");
        assertThat(call.taken()).containsExactly("one dtmf:1");
    }

    @Test
    void theLastTurnMayBeTakenOverOnceAndEndsTheCallLater() {
        call.at("front");
        for (int turn = 1; turn <= 30; turn++) {
            call.after(replies(turn, "Go on.", "Yes."));
        }
        assertThat(call.agent()).isEqualTo("Lobby");
        assertThat(call.taken()).containsExactly("wrap-up max_turns");

        call.after(replies(30, "Go on.", "We have to stop."));
        for (int turn = 31; turn <= 40; turn++) {
            assertThat(call.armed().isLast()).isFalse();
            call.after(replies(turn, "Go on.", "Yes."));
        }
        assertThat(call.armed().isLast()).isTrue();
    }

    @Test
    void aPathWhoseGuardIsFalseIsNotOfferedAndNotTaken() {
        call.at("front").after(proposes(1, "My card.", "loans", "{'tier':'basic'}"));

        call.after(proposes(1, "My card.", "cards", "{'card':'4711'}"));

        assertThat(call.agent()).isEqualTo("Front");
        assertThat(call.payload("path.rejected").path("guard").asString()).isEqualTo("false");
    }

    @Test
    void aGuardThatIsUnknownDoesNotHold() {
        call.at("front").after(proposes(1, "My card.", "cards", "{'card':'4711'}"));

        assertThat(call.agent()).isEqualTo("Front");
        assertThat(call.payload("path.rejected").path("guard").asString()).isEqualTo("unknown: tier");
        assertThat(call.payload("path.offered").path("guards").path("cards").asString())
                .isEqualTo("unknown: tier");
    }

    @Test
    void aConfirmedValueOpensThePath() {
        call.at("front").after(proposes(1, "Gold, card 4711.", "cards", "{'card':'4711','tier':'gold'}"));
        assertThat(call.payload("path.rejected").path("invalid").path("card").asString())
                .startsWith("is not confirmed");
        call.after(replies(1, "Gold, card 4711.", "4711, right?"));

        call.after(proposes(2, "Yes.", "cards", "{}", new VariableNote("card", "yes", json("'4711'"), true)));

        assertThat(call.taken()).startsWith("cards proposed");
        assertThat(call.payload("path.taken").path("why").asString())
                .isEqualTo(
                        "\"Cards\" was taken: the model proposed it, card was known (caller, turn 2, confirmed by the"
                                + " caller), its guard (tier != 'basic') was true.");
    }

    @Test
    void afterMaxAskRejectionsThePathsOnRejectIsTaken() {
        call.at("front").after(proposes(1, "Cards.", "cards", "{}")).after(replies(1, "Cards.", "Your card number?"));
        assertThat(call.agent()).isEqualTo("Front");

        call.after(proposes(2, "I don't know it.", "cards", "{}"));

        assertThat(call.agent()).isEqualTo("Lobby");
        assertThat(call.taken()).containsExactly("give-up on_reject");
    }

    @Test
    void afterMaxAskRejectionsWithoutOnRejectTheModelIsToldToStopAsking() {
        call.at("front").after(proposes(1, "A loan.", "loans", "{}"));

        assertThat(call.payload("path.rejected").path("reason").asString())
                .isEqualTo("The caller was asked 1 times for amount; ask no more, and help in another way.");
        assertThat(call.payload("path.rejected").path("why").asString())
                .isEqualTo("\"Loans\" was proposed and not taken: amount was missing, the caller was asked 1 times for"
                        + " amount; ask no more, and help in another way.");
    }

    @Test
    void aPathIsTakenAtMostMaxVisitsTimes() {
        call.at("front").after(proposes(1, "A loan.", "loans", "{'amount':5}")).arrives();
        call.after(replies(1, "A loan.", "Of five?"))
                .after(proposes(2, "Back.", "back", "{}"))
                .arrives();
        call.after(replies(2, "Back.", "Yes?"));

        call.after(proposes(3, "A loan.", "loans", "{'amount':6}"));

        assertThat(call.agent()).isEqualTo("Front");
        assertThat(call.payload("path.offered")
                        .path("withheld")
                        .get(0)
                        .path("path_id")
                        .asString())
                .isEqualTo("loans");
    }

    @Test
    void aGlobalPathIsOfferedEverywhereAndRestsAfterwards() {
        call.at("desk").after(proposes(1, "A human.", "human", "{}")).arrives();
        assertThat(call.agent()).isEqualTo("Lobby");
        assertThat(call.taken()).containsExactly("human proposed");
        call.after(replies(1, "A human.", "Here."));

        call.standsAt("desk").after(proposes(2, "A human.", "human", "{}"));
        assertThat(call.agent()).isEqualTo("Desk");
        call.after(replies(2, "A human.", "Wait.")).after(replies(3, "Well?", "Wait."));

        call.after(proposes(4, "A human.", "human", "{}"));
        assertThat(call.agent()).isEqualTo("Lobby");
    }
}
