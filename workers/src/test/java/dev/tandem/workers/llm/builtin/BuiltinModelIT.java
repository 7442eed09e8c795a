package dev.tandem.workers.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.llm.LanguageModel.ToolSpec;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workflows.graph.ProviderConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the model with the real sentence embeddings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuiltinModelIT {

    private static final ToolSpec CHECK_ORDER = Desk.tool(
            "check_order",
            "Check where an order is. The status of an order and the day of its delivery.",
            Desk.code("order_id", "The order number", true),
            null);
    private static final ToolSpec RETURN_POLICY = Desk.tool(
            "return_policy", "Explain the return policy. How to send an item back and get the money back.", "", null);
    private static final ToolSpec BILLING = Desk.tool(
            "transfer_to_billing",
            "Use when the caller has a question about an invoice, a bill, a charge or a payment.",
            Desk.code("customer_id", "The customer number", false),
            null);
    private static final ToolSpec HUMAN =
            Desk.tool("transfer_to_human", "The caller wants to talk to a real person or a manager.", "", null);

    private final BuiltinModel model = new BuiltinModel();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Where is my package? | What is your order number?",
                "When will it arrive? | What is your order number?",
                "What about order B 2 2 1 0? | check_order{\"order_id\":\"B2210\"}",
                "How do I send it back? | return_policy{}",
                "Can I return a jacket? | return_policy{}",
                "I have a question about an in voice. | transfer_to_billing{}",
                "My bill is wrong. | transfer_to_billing{}",
                "Why was I charged twice? My customer number is see 7781. | transfer_to_billing{\"customer_id\":\"C7781\"}",
                "I want to speak to a real person. | transfer_to_human{}",
                "Get me your manager. | transfer_to_human{}",
            })
    void picksByDescription(String words, String answer) {
        assertThat(desk().caller(words).answer(model)).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is the capital of France?",
                "Tell me a joke.",
                "Is it raining?",
                "umm",
                "Let's talk about football.",
            })
    void saysWhatItCanDoWhereNothingFits(String words) {
        assertThat(desk().caller(words).answer(model)).contains("I can check where an order is");
    }

    @Test
    void answersManyCallsAtOnce() throws Exception {
        Callable<String> call = () -> desk().caller("Where is my package?").answer(model);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(List.of(call, call, call, call, call, call, call, call))) {
                assertThat(answer.get()).isEqualTo("What is your order number?");
            }
        }
    }

    @Test
    void answersWithinWhatATurnCanSpare() {
        desk().caller("Where is my package?").answer(model);
        long started = System.nanoTime();
        desk().caller("I would like to know when my package is going to be here")
                .answer(model);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void isFoundByTheNameInTheDocument() {
        try (LanguageModels models = new LanguageModels()) {
            assertThat(models.model(new ProviderConfig("builtin", Desk.json("{}"))))
                    .isInstanceOf(BuiltinModel.class);
        }
    }

    private static Desk desk() {
        return new Desk().offering(CHECK_ORDER, RETURN_POLICY, BILLING, HUMAN).agent("Hello, how can I help?");
    }
}
