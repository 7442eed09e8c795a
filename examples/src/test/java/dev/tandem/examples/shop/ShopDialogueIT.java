package dev.tandem.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.examples.played.HandPlayedCall;
import dev.tandem.workers.llm.builtin.BuiltinModel;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plays the demo's conversation with the shop's document, the built-in model and the shop's backend, including a
 * recogniser's mistakes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopDialogueIT {

    private final BuiltinModel model = new BuiltinModel();
    private ShopBackend backend;
    private AgentGraph graph;

    @BeforeAll
    void start() throws IOException {
        backend = ShopBackend.start(0);
        graph = GraphDocument.load(ShopDocument.withBackend(backend.url()));
    }

    @AfterAll
    void stop() {
        backend.close();
    }

    @Test
    void holdsTheDemosConversation() throws InterruptedException {
        HandPlayedCall call = call();

        assertThat(call.hears("Hi, where is my order?")).isEqualTo("What is your order number?");
        assertThat(call.steps()).containsExactly("transfer_to_orders{}");

        assertThat(call.hears("It's A one two three four.")).contains("out for delivery", "Thursday");
        assertThat(call.steps()).containsExactly("check_order{\"order_id\":\"A1234\"}");

        assertThat(call.hears("What is your return policy?")).contains("thirty days", "Gift cards");
        call.onlyHeard("You can return anything");

        assertThat(call.hears("I have a question about an invoice.")).endsWith("What is your customer number?");
        assertThat(call.steps()).containsExactly("transfer_to_billing{}");
        assertThat(call.agent()).isEqualTo("Orders");

        assertThat(call.hears("My customer number is C seven seven eight one.")).contains("$42.50");
        assertThat(call.steps())
                .containsExactly(
                        "transfer_to_billing{\"customer_id\":\"C7781\"}", "find_invoice{\"customer_id\":\"C7781\"}");
        assertThat(call.agent()).isEqualTo("Billing");

        assertThat(call.hears("Thank you, goodbye.")).contains("Goodbye");
        assertThat(call.steps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hi, where is my order?",
                "High, where is my order?",
                "where's my order",
                "Hi. Where is my order.",
                "Hello, I'd like to know where my package is.",
            })
    void hearsTheWishForAnOrder(String words) throws InterruptedException {
        HandPlayedCall call = call();
        assertThat(call.hears(words)).isEqualTo("What is your order number?");
        assertThat(call.agent()).isEqualTo("Orders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It's A one two three four.",
                "It's A1234.",
                "a 1234",
                "It's a 1234.",
                "A-1, 2, 3, 4.",
                "It's A-1-2-3-4.",
                "Hey, 1234.",
                "A, one, two, three, four.",
                "uh it's A twelve thirty four",
                "A 1,234",
                "the order number is A 1 2 3 4",
                "My order number is A one two uh three four, thank you.",
                "Its eight. No, A one two three four.",
            })
    void understandsTheOrderNumber(String words) throws InterruptedException {
        HandPlayedCall call = call();
        call.hears("Hi, where is my order?");
        assertThat(call.hears(words)).contains("out for delivery");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "My customer number is C seven seven eight one.",
                "See 7781.",
                "C 7 7 8 1.",
                "my customer number is C7781",
                "My customer number is see 7781.",
                "My customer number is sea 77 81.",
                "C double seven eight one",
                "It's C-7781.",
                "My customer number is C-77-81.",
                "My customer number is C 7,781.",
                "C seventy-seven eighty-one.",
            })
    void understandsTheCustomerNumber(String words) throws InterruptedException {
        HandPlayedCall call = call();
        call.hears("Hi, where is my order?");
        call.hears("It's A one two three four.");
        call.hears("What is your return policy?");
        call.onlyHeard("You can return");
        call.hears("I have a question about an invoice.");
        assertThat(call.hears(words)).contains("$42.50");
        assertThat(call.agent()).isEqualTo("Billing");
    }

    @Test
    void findsAnotherOrderAndGoesBackFromBillingToOrders() throws InterruptedException {
        HandPlayedCall call = call();
        assertThat(call.hears("Why was I charged twice? My customer number is C seven seven eight one."))
                .contains("$42.50");
        assertThat(call.agent()).isEqualTo("Billing");
        assertThat(call.hears("And where is my order B two two one zero?")).contains("being packed");
        assertThat(call.agent()).isEqualTo("Orders");
    }

    @Test
    void asksForTheRightNumberAfterAWrongOne() throws InterruptedException {
        HandPlayedCall call = call();
        call.hears("Hi, where is my order?");
        assertThat(call.hears("It's Z nine nine nine nine.")).contains("There is no order Z9999.");
        assertThat(call.hears("Sorry, it's A one two three four.")).contains("out for delivery");
    }

    @Test
    void asksAgainForANumberThatItDidNotHear() throws InterruptedException {
        HandPlayedCall call = call();
        call.hears("Hi, where is my order?");
        assertThat(call.hears("One two three four.")).endsWith("What is your order number?");
        assertThat(call.hears("A one two three four.")).contains("out for delivery");
    }

    private HandPlayedCall call() {
        return new HandPlayedCall(graph, model);
    }
}
