package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static dev.tandem.workflows.call.Script.proposes;
import static dev.tandem.workflows.call.Script.replies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.command.Operator;
import dev.tandem.workflows.event.EventMasking;
import dev.tandem.workflows.rules.Happening;
import dev.tandem.workflows.variable.HiddenValues;
import dev.tandem.workflows.variable.VariableNote;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CallDetailsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4711 | My number is 4711.                   | My number is ****.",
                "4711 | It's 47 11, 4711 I mean.              | It's ****, **** I mean.",
                "4711 | It's four seven one one.              | It's ****.",
                "4711 | It's 4, seven, double one, thank you. | It's ****, thank you.",
                "0007 | Triple zero seven                     | ****",
                "0007 | oh oh oh seven                        | ****",
                "A1234 | a one two three four it is           | **** it is",
                "4711 | Forty-seven eleven.                   | ****.",
                "4711 | The number of the house of my aunt.   | ****",
                "4711 | I have 47113 of them.                 | ****"
            })
    void theCallersWordsForASensitiveValueAreStars(String value, String said, String shown) {
        PlayedCall call = PlayedCall.of(document()).at("intake").after(replies(1, said, "Thanks.", note(value)));

        assertThat(details(call)).contains("Caller: " + shown + "\n");
    }

    @Test
    void alsoTheAgentsWhoReadsItBackAndAnyLater() {
        PlayedCall call = PlayedCall.of(document())
                .at("intake")
                .after(replies(1, "It's 4711.", "Four seven one one, is that right?", note("4711")))
                .after(replies(2, "Are you sure that it is 4711?", "Yes."));

        assertThat(details(call))
                .contains("Intake: ****, is that right?", "Caller: Are you sure that it is ****?")
                .doesNotContain("4711");
    }

    @Test
    void anOperatorSeesWhereTheCallStands() {
        PlayedCall call = PlayedCall.of(document())
                .at("intake")
                .after(proposes(1, "My invoice, 4711", "to-billing", "{'customer_id':'4711'}"));

        assertThat(details(call))
                .contains(
                        "- **Agent:** Billing",
                        "customer_id = `\"****\"`",
                        "Billing, turn 1",
                        "Caller: My invoice, ****")
                .doesNotContain("4711");
    }

    @Test
    void whatIsNotSensitiveIsShown() {
        PlayedCall call = PlayedCall.of(document()).at("intake").after(replies(1, "I have 47113 lamps.", "Well."));

        assertThat(details(call)).contains("Caller: I have 47113 lamps.");
    }

    @Test
    void aValueThatTheModelMadeUpHidesTheWordsThatItIsSaidToBe() {
        PlayedCall call = PlayedCall.of(document())
                .at("intake")
                .after(proposes(1, "Forty-seven, eleven.", "to-billing", "{'customer_id':'4711'}"));

        assertThat(details(call)).contains("Caller: ****").doesNotContain("eleven");
    }

    @Test
    void aValueThatAnOperatorCorrectedOrThatWasRefusedStaysHidden() {
        HiddenValues hidden = new HiddenValues(Set.of("customer_id"));
        PlayedCall call = PlayedCall.of(document())
                .at("intake")
                .after(replies(1, "My number is 4711, no, 4712.", "Thanks.", note("4711")));
        hidden.offered("customer_id", json("'4712'"), "", 1);
        call.happens(new Happening.CommandGiven(
                call.armed(),
                new Command.CorrectVariable(new Operator("1", "someone"), "customer_id", json("'0815'"))));

        assertThat(details(call, hidden))
                .contains("customer_id = `\"****\"`", "Caller: My number is ****, no, ****.")
                .doesNotContain("4711", "4712", "0815");
    }

    /** Returns the details as the call workflow shows them: it hides the values that its events brought. */
    private static String details(PlayedCall call) {
        return details(call, new HiddenValues(Set.of("customer_id")));
    }

    private static String details(PlayedCall call, HiddenValues hidden) {
        EventMasking masking = new EventMasking(hidden);
        call.events().forEach(masking::mask);
        return CallDetails.of(call.state(), hidden);
    }

    private static VariableNote note(String value) {
        return new VariableNote("customer_id", value, json("'" + value + "'"), false);
    }

    private static JsonNode document() {
        ObjectNode document = Documents.shop();
        ObjectNode variable = (ObjectNode) document.at("/agents/0/paths/0/required_variables/0");
        variable.put("data_type", "string").put("sensitive", true).remove("pattern");
        return document;
    }
}
