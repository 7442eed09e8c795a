package dev.tandem.workers.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

class WordingTest {

    private final BuiltinWording wording = new BuiltinWording(Style.PLAIN);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The order number: a letter and four digits | What is your order number?",
                "The customer's number | What is your number?",
                "Your full name | What is your full name?",
                "Delivery date | What is your delivery date?",
                "The date of the delivery | What is the date of the delivery?",
                "Which branch is nearest to you? | Which branch is nearest to you?",
                "'' | What is your order number?",
            })
    void asksWithTheDescription(String description, String question) {
        Parameter named = Parameter.named("order_id");
        Parameter parameter =
                new Parameter(named.name(), description, named.type(), named.pattern(), named.enumeration(), true);
        assertThat(wording.question(parameter)).isEqualTo(question);
        assertThat(BuiltinWording.asks("Sure. " + new BuiltinWording(Style.FORMAL).question(parameter), parameter))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check_order | Looks up an order. By its number. | look up an order",
                "check_order | Searches the stock | search the stock",
                "check_order | Use when the caller asks for an order | check order",
                "check_order | '' | check order",
                "transfer_to_billing | Use when the caller mentions invoices | put you through to billing",
                "transfer_to_to_billing | x | put you through to billing",
                "transfer_to_back_to_intake | x | put you through to intake",
            })
    void saysWhatAToolIsFor(String name, String description, String words) {
        assertThat(Capability.of(Desk.tool(name, description, "", null))).isEqualTo(words);
    }

    @Test
    void fillsATemplateFromResultAndVariables() {
        assertThat(ResultWords.of(
                        "{{name}}, {{#items}}{{title}}, {{/items}}that is {{result.total}} < 5.",
                        Desk.json("{\"items\": [{\"title\": \"tea\"}, {\"title\": \"milk\"}], \"total\": 2}"),
                        Map.of("name", JsonNodeFactory.instance.stringNode("Mary"))))
                .contains("Mary, tea, milk, that is 2 < 5.");
    }

    @Test
    void speaksNoGapOfATemplate() {
        assertThat(ResultWords.of("It is {{missing}}.", Desk.json("{\"state\": \"open\"}"), Map.of()))
                .contains("The state is open.");
        assertThat(ResultWords.of("It is {{", Desk.json("{\"state\": \"open\"}"), Map.of()))
                .contains("The state is open.");
        assertThat(ResultWords.of(
                        "It is {{order}}.", Desk.json("{\"order\": {\"id\": 7}, \"state\": \"open\"}"), Map.of()))
                .contains("The state is open.");
        assertThat(ResultWords.of(null, Desk.json("{}"), Map.of())).isEmpty();
    }
}
