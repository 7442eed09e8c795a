package dev.tandem.workflows.call;

import static dev.tandem.workflows.Documents.json;
import static dev.tandem.workflows.call.Script.proposes;
import static dev.tandem.workflows.call.Script.replies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.variable.VariableNote;
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
                "4711 | Forty-seven eleven.                   | ****",
                "4711 | I have 47113 of them.                 | ****"
            })
    void theCallersWordsForASensitiveValueAreStars(String value, String said, String shown) {
        PlayedCall call = PlayedCall.of(document()).at("intake").after(replies(1, said, "Thanks.", note(value)));

        assertThat(CallDetails.of(call.state())).contains("Caller: " + shown + "\n");
    }

    @Test
    void alsoTheAgentsWhoReadsItBackAndAnyLater() {
        PlayedCall call = PlayedCall.of(document())
                .at("intake")
                .after(replies(1, "It's 4711.", "Four seven one one, is that right?", note("4711")))
                .after(replies(2, "Are you sure that it is 4711?", "Yes."));

        assertThat(CallDetails.of(call.state()))
                .contains("Intake: ****, is that right?", "Caller: Are you sure that it is ****?")
                .doesNotContain("4711");
    }

    @Test
    void whatIsNotSensitiveIsShown() {
        PlayedCall call = PlayedCall.of(document()).at("intake").after(replies(1, "I have 47113 lamps.", "Well."));

        assertThat(CallDetails.of(call.state())).contains("Caller: I have 47113 lamps.");
    }

    @Test
    void aValueThatTheModelMadeUpHidesTheWordsThatItIsSaidToBe() {
        PlayedCall call = PlayedCall.of(document())
                .at("intake")
                .after(proposes(1, "Forty-seven, eleven.", "to-billing", "{'customer_id':'4711'}"));

        assertThat(CallDetails.of(call.state())).contains("Caller: ****").doesNotContain("eleven");
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
