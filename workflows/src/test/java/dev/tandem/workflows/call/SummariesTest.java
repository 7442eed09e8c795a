package dev.tandem.workflows.call;

import static dev.tandem.workflows.call.Script.greets;
import static dev.tandem.workflows.call.Script.proposes;
import static dev.tandem.workflows.call.Script.replies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.protocol.SummaryRequest;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnStep.TakenPath;
import dev.tandem.workflows.rules.Action.Transfer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SummariesTest {

    private static final String CUSTOMER = "{'customer_id':'4711'}";

    private final PlayedCall call = PlayedCall.of(document());

    @Test
    void aMoveWhoseContextIsASummaryAsksForItWithTheWordsForTheMoveAndWhatTheCallLearnt() {
        call.at("intake").after(proposes(1, "My invoice.", "to-billing", CUSTOMER));

        SummaryRequest wanted =
                Objects.requireNonNull(((Transfer) call.next()).request().wanted());

        assertThat(wanted.paths()).containsExactly("to-billing");
        assertThat(wanted.say()).isEqualTo("One moment.");
        assertThat(wanted.changed())
                .extracting(known -> known.name() + " " + known.value().asString())
                .contains("customer_id 4711");
    }

    @Test
    void theSummaryGoesToTheNextAgentIntoTheRecordsAndToWhoeverTakesTheCallOver() {
        call.at("intake").after(proposes(1, "My invoice.", "to-billing", CUSTOMER));

        call.arrives(ConversationSummary.of("An invoice is asked for.", 7));

        assertThat(Todo.taken(call.todo())).containsExactly(new TakenPath("to-billing", 1, "An invoice is asked for."));
        assertThat(call.payload("path.summarised"))
                .hasToString("{\"turn\":1,\"agent_id\":\"billing\",\"agent\":\"Billing\",\"path_id\":\"to-billing\","
                        + "\"path\":\"Billing\",\"context\":\"summary\",\"text\":\"An invoice is asked for.\","
                        + "\"reason\":null,\"duration_ms\":7}");
        assertThat(call.state().conversation().lines().getLast().summary()).isEqualTo("An invoice is asked for.");
        assertThat(call.state().variables()).containsKey("customer_id");
    }

    @Test
    void withoutASummaryTheLastTurnsTravelAndTheRecordsSayWhy() {
        call.at("intake").after(proposes(1, "My invoice.", "to-billing", CUSTOMER));

        call.arrives(ConversationSummary.failed("the model made none within 3000 ms", 3_000));

        assertThat(Todo.taken(call.todo())).containsExactly(new TakenPath("to-billing", 1, ""));
        assertThat(call.payload("path.summarised").path("context").asString()).isEqualTo("last:5");
        assertThat(call.payload("path.summarised").path("reason").asString())
                .isEqualTo("the model made none within 3000 ms");
    }

    @Test
    void theSummaryIsMadeOnceAndIsThereForAProcessThatTakesOver() throws Exception {
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, proposes(1, "My invoice.", "to-billing", CUSTOMER))
                .on(1, 2, replies(1, "My invoice.", "It is long."))
                .on(2, 1, new TurnOutcome.Left());
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(document(), host)) {
            stage.start().result();

            assertThat(host.transfers).hasSize(1);
            assertThat(Todo.taken(host.turns.get(2).todo()))
                    .containsExactly(new TakenPath("to-billing", 1, "Summed up by intake."));
            assertThat(stage.conversation().lines())
                    .filteredOn(line -> line.role() == Conversation.Role.TRANSFER)
                    .extracting(Conversation.Line::summary)
                    .isEqualTo(List.of("Summed up by intake."));
            assertThat(stage.eventTypes()).containsSubsequence("path.taken", "agent.activated", "path.summarised");
        }
    }

    private static JsonNode document() {
        ObjectNode document = Documents.shop();
        ObjectNode path = (ObjectNode) document.at("/agents/0/paths/0");
        assertThat(path.path("id").asString()).isEqualTo("to-billing");
        path.put("context", "summary").put("say", "One moment.");
        return document;
    }
}
