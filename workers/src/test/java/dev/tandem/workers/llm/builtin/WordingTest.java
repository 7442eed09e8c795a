package dev.tandem.workers.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.llm.LanguageModel.Destination;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workflows.variable.DataType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
                "how we may reach the caller | How may we reach you?",
                "How many people will come | How many people will come?",
                "what the caller would like to change | What would you like to change?",
                "which branch the caller is calling from | Which branch are you calling from?",
                "when the caller wants to come | When do you want to come?",
                "who is calling | Who is calling?",
                "where to send it | Please tell me where to send it.",
                "whether the caller wants a receipt | Please tell me whether you want a receipt.",
                "when the caller bought it | Please tell me when you bought it.",
                "Ask the caller for their order number | What is your order number?",
                "Collect the caller's birthday | What is your birthday?",
                "Needed to find the booking | What is your contact number?",
                "Record number | What is your record number?",
            })
    void takesADescriptionAsItIsMeant(String description, String question) {
        Parameter parameter = new Parameter("contact_id", description, DataType.STRING, null, List.of(), true);
        assertThat(wording.question(parameter)).isEqualTo(question);
        assertThat(BuiltinWording.asks("Sure. " + question, parameter)).isTrue();
    }

    @Test
    void asksWithTheAuthorsOwnWords() {
        Parameter parameter = Parameter.of(Desk.tool(
                        "t",
                        "T",
                        "\"day\": {\"type\": \"string\", \"description\": \"The day\", \"x-ask\": \"When do you come?\"}",
                        null))
                .getFirst();
        assertThat(wording.question(parameter)).isEqualTo("When do you come?");
        assertThat(wording.unclear(parameter, "could be 2026-12-04 or 2026-12-05; ask which"))
                .isEqualTo("That could be 2026-12-04 or 2026-12-05. When do you come?");
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
        assertThat(told(
                        "Checks it",
                        "{{name}}, {{#items}}{{title}}, {{/items}}that is {{result.total}} < 5.",
                        "{\"items\": [{\"title\": \"tea\"}, {\"title\": \"milk\"}], \"total\": 2}"))
                .isEqualTo("Mary, tea, milk, that is 2 < 5.");
    }

    @Test
    void speaksNoGapOfATemplate() {
        assertThat(told("Checks it", "It is {{missing}}.", "{\"state\": \"open\"}"))
                .isEqualTo("The state is open.");
        assertThat(told("Checks it", "It is {{", "{\"state\": \"open\"}")).isEqualTo("The state is open.");
        assertThat(told("Checks it", "It is {{order}}.", "{\"order\": {\"id\": 7}, \"state\": \"open\"}"))
                .isEqualTo("The state is open.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Looks up an order. | \"\" | I found nothing there.",
                "Looks up an order. | null | I found nothing there.",
                "Looks up an order. | {} | I found nothing there.",
                "Looks up an order. | [] | I found nothing there.",
                "Looks up an order. | {\"orders\": []} | I found nothing there.",
                "Looks up an order. | {\"note\": \"\", \"text\": \" \"} | I found nothing there.",
                "Looks up an order. | 0 | The answer is 0.",
                "Looks up an order. | \"0\" | The answer is 0.",
                "Looks up an order. | false | The answer is no.",
                "Looks up an order. | true | The answer is yes.",
                "Looks up an order. | \"It is packed.\" | It is packed.",
                "Looks up an order. | [\"red\", \"blue\"] | I found red and blue.",
                "Looks up an order. | [\"red\"] | I found red.",
                "Looks up an order. | [{\"id\": 7}] | The id is 7.",
                "Looks up an order. | [{\"id\": 7}, {\"id\": 8}] | I found 2 results. The first one: The id is 7.",
                "Looks up an order. | {\"order\": {\"state\": \"packed\"}} | The state is packed.",
                "Looks up an order. | {\"state\": \"packed\", \"note\": \"\"} | The state is packed.",
                "Books a table. | \"\" | That is done.",
                "Books a table. | {} | That is done.",
                "Books a table. | null | That is done.",
                "Books a table. | true | That is done.",
                "Books a table. | false | I am sorry, I could not book a table.",
            })
    void alwaysHasWordsForAResult(String description, String result, String words) {
        assertThat(told(description, null, result)).isEqualTo(words);
    }

    private String told(String description, @Nullable String template, String result) {
        return new ResultWords(wording, Desk.tool("t", description, "", template))
                .of(Desk.json(result), Map.of("name", JsonNodeFactory.instance.stringNode("Mary")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "風林火山 | put you through to 風林火山",
                "R&D / Ops | put you through to R&D / Ops",
                "Büro | put you through to Büro",
                "To Billing | put you through to Billing",
                "Back to Intake | put you through to Intake",
                "Questions about invoices, refunds and payments of customers in northern Europe"
                        + " | put you through to Questions about invoices, refunds and payments of customers in northern"
                        + " Europe",
            })
    void callsAPathByItsOwnName(String name, String words) {
        assertThat(Capability.of(
                        new ToolSpec("transfer_to_path_2", "x", Desk.json("{}"), null, new Destination(name, false))))
                .isEqualTo(words);
    }
}
