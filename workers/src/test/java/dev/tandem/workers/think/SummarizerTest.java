package dev.tandem.workers.think;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.live.ScriptedModel;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.workspace.Safe;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class SummarizerTest {

    private final ScriptedModel model = new ScriptedModel();

    @Test
    void aModelIsAskedToReadTheConversationAndNotToTakePartInIt() {
        model.says("They asked for an order.");

        ConversationSummary summary = made(1_000);

        assertThat(summary.text()).isEqualTo("They asked for an order.");
        assertThat(summary.fault()).isNull();
        assertThat(model.lastRequest().tools()).isEmpty();
        assertThat(model.lastRequest().messages())
                .containsExactly(new Message.Caller("Caller: Where is it?\nOrders: On its way."));
    }

    @Test
    void aModelThatFailsIsAReasonAndNoFault() {
        model.then(_ -> {
            throw new ModelException("It is out of order.", false);
        });

        assertThat(made(1_000))
                .extracting(ConversationSummary::text, ConversationSummary::fault)
                .containsExactly(null, "It is out of order.");
    }

    @Test
    void aModelThatSaysNothingHasMadeNoSummary() {
        model.says(" ");

        assertThat(made(1_000).fault()).isEqualTo("the model said nothing");
    }

    @Test
    void aModelThatIsTooSlowIsStopped() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        model.then(_ -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                stopped.countDown();
            }
        });

        assertThat(made(50).fault()).isEqualTo("the model made none within 50 ms");
        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"word ", "abc", "a very long name, and then ", "🙂"})
    void aSummaryIsNeverLongerThanItsBound(String part) {
        for (int times = 1; times < 2 * Summarizer.LONGEST; times += 7) {
            assertThat(Summarizer.bounded(part.repeat(times))).hasSizeLessThanOrEqualTo(Summarizer.LONGEST);
        }
    }

    private ConversationSummary made(long withinMs) {
        LanguageModel.Request request = new LanguageModel.Request(
                "Orders",
                "Help.",
                "en-US",
                "UTC",
                Map.of(),
                List.of(new Message.Caller("Where is it?"), new Message.Agent("Orders", "On its way.", false)),
                List.of(),
                JsonNodeFactory.instance.objectNode());
        return Summarizer.of(new ModelCall(_ -> model, request, Safe.VAULT.of(WorkspaceValues.NONE)), withinMs)
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }
}
