package dev.tandem.workers.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workers.llm.LanguageModel.Destination;
import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workflows.rules.Checks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialogueTest {

    private static final String REJECTED = "{\"rejected\": {\"missing\": [\"customer_id\"], \"invalid\": {}}}";

    private final Desk desk = new Desk().agent("Hello, how can I help?");

    @Test
    void callsAToolWhoseParametersWereSaid() {
        assertThat(desk.caller("Check the status of order A one two three four").answer())
                .isEqualTo("check_order{\"order_id\":\"A1234\"}");
    }

    @Test
    void asksForAMissingParameterByItsDescription() {
        assertThat(desk.caller("What is the order status?").answer()).isEqualTo("What is your order number?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "friendly | What's your order number?",
                "formal | May I have your order number, please?",
                "brief | What is your order number?",
            })
    void speaksInTheStyleOfTheConfig(String style, String question) {
        assertThat(desk.inStyle(style).caller("What is the order status?").answer())
                .isEqualTo(question);
    }

    @Test
    void goesOnWithTheWishWhenItsValueIsSaid() {
        desk.caller("What is the order status?").agent("What is your order number?");
        assertThat(desk.caller("a 1234").answer()).isEqualTo("check_order{\"order_id\":\"A1234\"}");
    }

    @Test
    void goesOnWithTheWishThoughItsQuestionWasCutOff() {
        desk.caller("What is the order status?").agent("What is");
        assertThat(desk.caller("a 1234").answer()).isEqualTo("check_order{\"order_id\":\"A1234\"}");
    }

    @Test
    void asksAgainWhereTheAnswerIsNoValue() {
        desk.caller("What is the order status?").agent("What is your order number?");
        assertThat(desk.caller("Banana.").answer())
                .startsWith("I did not catch that.")
                .endsWith("What is your order number?");
    }

    @Test
    void letsTheCallerOffWithoutTheValue() {
        desk.caller("What is the order status?").agent("What is your order number?");
        assertThat(desk.caller("I don't have it.").answer()).startsWith("All right.");
    }

    @Test
    void turnsToAnotherWishWhileItWaitsForAValue() {
        desk.caller("What is the order status?").agent("What is your order number?");
        assertThat(desk.caller("What is your return policy?").answer()).isEqualTo("return_policy{}");
    }

    @Test
    void takesWhatTheCallKnows() {
        assertThat(desk.knowing("order_id", "B2210")
                        .caller("What is the order status?")
                        .answer())
                .isEqualTo("check_order{\"order_id\":\"B2210\"}");
    }

    @Test
    void asksAnewAboutAnotherOne() {
        assertThat(desk.knowing("order_id", "B2210")
                        .caller("And the order status of the other order?")
                        .answer())
                .isEqualTo("What is your order number?");
    }

    @Test
    void proposesAPathEvenWithoutItsVariables() {
        assertThat(desk.caller("I have an invoice question").answer()).isEqualTo("transfer_to_billing{}");
    }

    @Test
    void asksForWhatARejectedPathMisses() {
        desk.caller("I have an invoice question").called("transfer_to_billing", "{}", REJECTED);
        assertThat(desk.answer()).isEqualTo("I can put you through to billing. What is your customer number?");
    }

    @Test
    void asksForWhatARejectedPathCallsInvalid() {
        desk.caller("I have an invoice question")
                .called(
                        "transfer_to_billing",
                        "{\"customer_id\": \"C778\"}",
                        "{\"rejected\": {\"missing\": [], \"invalid\": {\"customer_id\": \"does not match\"}}}");
        assertThat(desk.answer()).isEqualTo("That does not look right. What is your customer number?");
    }

    @Test
    void proposesThePathAgainWithTheValueThatItMissed() {
        desk.caller("I have an invoice question").called("transfer_to_billing", "{}", REJECTED);
        desk.agent("I can put you through to billing. What is your customer number?");
        assertThat(desk.caller("My customer number is C seven seven eight one.").answer())
                .isEqualTo("transfer_to_billing{\"customer_id\":\"C7781\"}");
    }

    @Test
    void doesNotInsistOnAPathThatIsClosed() {
        desk.caller("I have an invoice question")
                .called(
                        "transfer_to_billing",
                        "{}",
                        "{\"rejected\": {\"missing\": [], \"invalid\": {}, \"reason\": \"guard\"}}");
        assertThat(desk.answer()).isEqualTo("I am sorry, I cannot put you through to billing at the moment.");
    }

    @Test
    void saysAResultByItsTemplate() {
        desk.caller("Order status of A1234")
                .called(
                        "check_order",
                        "{\"order_id\": \"A1234\"}",
                        "{\"order_id\": \"A1234\", \"status\": \"packed\"}");
        assertThat(desk.answer()).isEqualTo("Your order A1234 is packed.");
    }

    @Test
    void saysTheFieldsOfAResultThatItsTemplateDoesNotFit() {
        desk.caller("Order status of A1234").called("check_order", "{}", "{\"state\": \"packed\", \"parcels\": 2}");
        assertThat(desk.answer()).isEqualTo("The state is packed. The parcels is 2.");
    }

    @Test
    void apologisesForWhatCouldNotBeDone() {
        desk.caller("Order status of A9999").called("check_order", "{}", "{\"error\": \"There is no order A9999.\"}");
        assertThat(desk.answer()).isEqualTo("I am sorry, I could not check order status: There is no order A9999.");
    }

    @Test
    void keepsTechnicalReasonsToItself() {
        desk.caller("Order status of A9999")
                .called("check_order", "{}", "{\"error\": \"connection refused: http://127.0.0.1:1\"}");
        assertThat(desk.answer()).isEqualTo("I am sorry, I could not check order status.");
    }

    @Test
    void triesAgainWithAnotherValueAfterAFailure() {
        desk.caller("Order status of A9999")
                .called("check_order", "{\"order_id\": \"A9999\"}", "{\"error\": \"There is no order A9999.\"}")
                .agent("I am sorry, I could not check order status: There is no order A9999.");
        assertThat(desk.caller("Sorry, it's A1234.").answer()).isEqualTo("check_order{\"order_id\":\"A1234\"}");
    }

    @Test
    void takesUpTheWordsThatBroughtTheCallerHere() {
        desk.agent("Intake", "Hello.").caller("What is the order status?");
        assertThat(desk.answer()).isEqualTo("What is your order number?");
    }

    @Test
    void takesUpTheWishBehindABareValue() {
        desk.agent("Intake", "Hello.")
                .caller("What is the order status?")
                .agent("Intake", "What is your order number?")
                .caller("A1234");
        assertThat(desk.answer()).isEqualTo("check_order{\"order_id\":\"A1234\"}");
    }

    @Test
    void sendsNobodyOnWhoHasJustCome() {
        desk.agent("Intake", "Hello.").caller("I have an invoice question");
        assertThat(desk.answer()).startsWith("Hello, this is the order desk of the Lakeside shop.");
    }

    @Test
    void opensTheConversationWhereNobodyHasSpoken() {
        assertThat(new Desk().answer()).startsWith("Hello, this is the order desk of the Lakeside shop.");
    }

    @Test
    void asksWhichOfTwoThatAreEquallyNear() {
        var first = Desk.tool("find_book", "Find books shelf", "", null);
        var second = Desk.tool("sell_book", "Sell books shelf", "", null);
        desk.offering(first, second).caller("books shelf");
        assertThat(desk.answer()).isEqualTo("Shall I find books shelf, or sell books shelf?");
        desk.agent("Shall I find books shelf, or sell books shelf?");
        assertThat(desk.caller("The second one.").answer()).isEqualTo("sell_book{}");
    }

    @Test
    void saysWhatItCanDoWhereNothingFits() {
        assertThat(desk.caller("Tell me a joke").answer())
                .endsWith("I can check order status, explain the return policy or put you through to billing.");
    }

    @Test
    void saysGoodbye() {
        assertThat(desk.caller("Thank you, goodbye.").answer()).isEqualTo("Thank you for calling. Goodbye.");
    }

    @Test
    void prefersAPathThatEndsTheCallForAGoodbye() {
        assertThat(desk.offering(Desk.CHECK_ORDER, Desk.GOODBYE)
                        .caller("Thank you, goodbye.")
                        .answer())
                .isEqualTo("transfer_to_goodbye{}");
    }

    @Test
    void repeatsItself() {
        assertThat(desk.caller("Sorry, what did you say?").answer()).isEqualTo("Hello, how can I help?");
    }

    @Test
    void looksBackNoFurtherThanTheLastResult() {
        desk.caller("What is the order status?")
                .agent("What is your order number?")
                .caller("A1234")
                .called("check_order", "{\"order_id\": \"A1234\"}", "{\"status\": \"packed\"}")
                .agent("Your order is packed.");
        assertThat(desk.caller("I have an invoice question").answer()).isEqualTo("transfer_to_billing{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Database is down. | failed | I am sorry, I could not check order status: Database is down.",
                "no such order | failed | I am sorry, I could not check order status: no such order.",
                "the service answered with status 500 | failed | I am sorry, I could not check order status.",
                "the service calls its answer JSON, but it is not | failed | I am sorry, I could not check order status.",
                "the service redirects elsewhere, which is not followed; put the final url in the tool's config | failed"
                        + " | I am sorry, I could not check order status.",
                "the arguments do not fit: order_id: does not match | failed"
                        + " | I am sorry, I could not check order status.",
                "no answer within 5000 ms | failed | I am sorry, I could not check order status.",
                "no answer within 5000 ms | unknown"
                        + " | I am sorry, I tried to check order status, but I cannot confirm that it worked.",
                "The caller interrupted it. | cancelled | I have stopped that.",
            })
    void neverTellsThatAFailedToolIsDone(String error, String outcome, String words) {
        desk.caller("Order status of A9999")
                .called(
                        "check_order",
                        "{}",
                        "{\"error\": \"" + error + "\", \"outcome\": \"" + outcome
                                + "\", \"instruction\": \"Tell the caller.\"}");
        assertThat(desk.answer()).isEqualTo(words);
    }

    @Test
    void takesAnErrorThatIsNoneForNone() {
        desk.caller("Order status of A1234")
                .called(
                        "check_order",
                        "{}",
                        "{\"error\": null, \"rejected\": 3, \"order_id\": \"A1234\", \"status\": \"packed\"}");
        assertThat(desk.answer()).isEqualTo("Your order A1234 is packed.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "That's correct, yes.",
                "Exactly.",
                "Yep, that's the one.",
                "That's it.",
                "No problem, that's right."
            })
    void takesAgreementAfterAReadBackForAConfirmation(String words) {
        readsBack();
        assertThat(desk.caller(words).answer())
                .isEqualTo("set_variables{\"caller-confirmed\":[\"customer_id\"]}transfer_to_billing{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"That's not it.", "Not quite.", "No, that's all wrong.", "That isn't correct."})
    void asksAgainAfterAReadBackThatIsWrong(String words) {
        readsBack();
        assertThat(desk.caller(words).answer()).isEqualTo("What is your customer number?");
    }

    private void readsBack() {
        desk.offering(Desk.CHECK_ORDER, Desk.BILLING, Desk.GOODBYE)
                .knowing("customer_id", "C7781")
                .caller("I have an invoice question")
                .called(
                        "transfer_to_billing",
                        "{\"customer_id\": \"C7781\"}",
                        "{\"rejected\": {\"missing\": [], \"invalid\": {\"customer_id\": \"" + Checks.UNCONFIRMED
                                + "\"}}}")
                .agent("I have C 7 7 8 1 as your customer number. Is that right?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Goodbye. | transfer_to_goodbye{}",
                "That's all, thanks. | transfer_to_goodbye{}",
                "Hold on, please don't go yet, I have one more request. | What can I do for you?",
                "Bye, but one thing first: what is the order status? | What is your order number?",
                "Please don't hang up. | What can I do for you?",
                "I have to fetch the children, goodbye. | transfer_to_goodbye{}",
                "What is the order status? Goodbye. | What is your order number?",
                "Check the order status, bye. | What is your order number?",
                "I think we're done here, thanks. | transfer_to_goodbye{}",
                "I don't need anything else, thank you. | transfer_to_goodbye{}",
            })
    void onlyAFarewellEndsTheCall(String words, String answer) {
        assertThat(desk.offering(Desk.CHECK_ORDER, Desk.GOODBYE).caller(words).answer())
                .isEqualTo(answer);
    }

    @Test
    void neverEndsACallThatTheCallerWantsToGoOn() {
        ToolSpec end = new ToolSpec(
                "transfer_to_last_order",
                "The caller ordered for the last time",
                Desk.json("{}"),
                null,
                new Destination("Last order", true));
        assertThat(desk.offering(end)
                        .caller("Hold on, that was not the last time I ordered")
                        .answer())
                .doesNotContain("transfer_to");
        assertThat(desk.caller("I have ordered for the last time").answer()).isEqualTo("transfer_to_last_order{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Farewell. | register{\"name\":\"Farewell\"}",
                "My name is Bye. | register{\"name\":\"Bye\"}",
                "Bye. | I did not catch that. What is your last name?",
                "Goodbye. | transfer_to_goodbye{}",
            })
    void aWordOfPartingMayBeAName(String words, String answer) {
        ToolSpec register = Desk.tool(
                "register",
                "Registers a customer",
                "\"name\": {\"type\": \"string\", \"description\": \"The last name\", \"x-required\": true}",
                null);
        desk.offering(register, Desk.GOODBYE)
                .caller("Register me as a customer")
                .agent("What is your last name?");
        assertThat(desk.caller(words).answer()).isEqualTo(answer);
    }

    @Test
    void saysNothingBehindAGreetingThatIsItsOwn() {
        desk.agent("Intake", "Hello.").caller("I have an invoice question").agent("Orders", "Orders here.");
        assertThat(desk.answer()).isEmpty();
    }

    @Test
    void takesUpTheCallersWishBehindItsGreeting() {
        desk.agent("Intake", "Hello.").caller("What is the order status?").agent("Orders", "Orders here.");
        assertThat(desk.answer()).isEqualTo("What is your order number?");
    }

    @Test
    void letsAPathSpeakForItselfWhenAToolHasFailed() {
        desk.agent("Intake", "Hello.")
                .caller("Please book it.")
                .called("book", "{}", "{\"error\": \"Database is down.\", \"outcome\": \"failed\"}")
                .agent("Orders", "Our system is down, I am sorry.");
        assertThat(desk.answer()).isEmpty();
    }

    @Test
    void introducesItselfBehindAPathThatOnlyAnnouncesIt() {
        desk.agent("Intake", "Hello.")
                .caller("Please book it.")
                .called("book", "{}", "{\"error\": \"Database is down.\", \"outcome\": \"failed\"}")
                .agent("Intake", "One moment, please.");
        assertThat(desk.answer()).startsWith("Hello, this is the order desk of the Lakeside shop.");
    }

    @Test
    void tellsAResultThatTheCallerSpokeOver() {
        desk.caller("Order status of A1234")
                .called("check_order", "{\"order_id\": \"A1234\"}", "{\"order_id\": \"A1234\", \"status\": \"packed\"}")
                .agent("Your");
        assertThat(desk.caller("What is your return policy?").answer())
                .isEqualTo("Your order A1234 is packed. return_policy{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Never mind.", "Goodbye."})
    void keepsAResultToItselfThatHasLostItsSense(String words) {
        desk.caller("Order status of A1234").called("check_order", "{}", "{\"status\": \"packed\"}");
        assertThat(desk.caller(words).answer()).doesNotContain("packed");
    }

    @Test
    void tellsNoResultAgainOfWhichTheCallerHasHeardEnough() {
        desk.caller("Order status of A1234")
                .called("check_order", "{}", "{\"status\": \"packed\"}")
                .agent("The status is");
        assertThat(desk.caller("What is your return policy?").answer()).isEqualTo("return_policy{}");
    }

    @Test
    void takesAnAnswerOverTheEndOfItsQuestion() {
        ToolSpec ship = Desk.tool(
                "ship_order",
                "Ships an order",
                "\"urgent\": {\"type\": \"boolean\", \"description\": \"Whether it is urgent\", \"x-required\": true}",
                null);
        desk.offering(ship).caller("Ship my order").agent("Tell me, whether it is");
        assertThat(desk.caller("Yes.").answer()).isEqualTo("ship_order{\"urgent\":true}");
    }

    @Test
    void saysThatItIsThere() {
        assertThat(desk.caller("Are you still there?").answer()).isEqualTo("Yes, I am here.");
    }

    @Test
    void knowsEnglishOnly() {
        assertThatThrownBy(() -> desk.inLanguage("de-AT").caller("Hallo").answer())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("de-AT");
    }
}
