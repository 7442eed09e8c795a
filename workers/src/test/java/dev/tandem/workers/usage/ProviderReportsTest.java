package dev.tandem.workers.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.ProviderNews;
import dev.tandem.workers.provider.ProviderUsage;
import dev.tandem.workflows.graph.ProviderKind;
import dev.tandem.workflows.protocol.StepNumber;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.usage.ProviderReport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ProviderReportsTest {

    private static final StepNumber FIRST = new StepNumber(4, 1);
    private static final StepNumber SECOND = new StepNumber(4, 2);

    private final ProviderReports reports = new ProviderReports(3);

    @Test
    void whatAModelUsedGoesAlongWithTheStep() throws InterruptedException {
        reports.at(4, "a");
        ask(new ProviderNews.Used(ProviderKind.LLM, "openai", "gpt-4o-mini", new ProviderUsage.Tokens(120, 100, 30)));
        assertThat(reports.with(FIRST, said()).reported())
                .containsExactly(
                        new ProviderReport.Used(3, 1, 4, "a", "llm", "openai", "gpt-4o-mini", 120, 100, 30, 0, 0));
    }

    @Test
    void aFailoverGoesAlongToo() throws InterruptedException {
        ask(new ProviderNews.FailedOver(
                ProviderKind.LLM, "openai", "gpt-4o-mini", "builtin", ProviderException.Reason.TOO_MUCH));
        assertThat(reports.waiting())
                .containsExactly(new ProviderReport.FailedOver(
                        3, 1, 0, "", "llm", "openai", "gpt-4o-mini", "builtin", "too_much"));
    }

    @Test
    void whatMayNotHaveArrivedComesAgainUntilItHas() throws InterruptedException {
        ask(tokens(1));
        assertThat(reports.with(FIRST, said()).reported()).hasSize(1);
        ask(tokens(2));
        assertThat(reports.with(SECOND, said()).reported()).hasSize(2);
        reports.arrived(FIRST);
        assertThat(reports.waiting()).hasSize(1);
        reports.arrived(SECOND);
        assertThat(reports.waiting()).isEmpty();
        reports.arrived(SECOND);
        ask(tokens(3));
        assertThat(reports.waiting()).extracting(ProviderReport::number).containsExactly(3L);
    }

    @Test
    void anOutcomeThatReportsNothingTakesNothingAway() throws InterruptedException {
        ask(tokens(1));
        assertThat(reports.with(FIRST, new TurnOutcome.Silence())).isEqualTo(new TurnOutcome.Silence());
        reports.arrived(FIRST);
        assertThat(reports.waiting()).hasSize(1);
    }

    @Test
    void heartbeatsStaySmall() throws InterruptedException {
        for (int n = 0; n < 2 * ProviderReports.MOST; n++) {
            ask(tokens(n));
        }
        assertThat(reports.waiting()).hasSize(ProviderReports.MOST);
    }

    private static ProviderNews tokens(long output) {
        return new ProviderNews.Used(ProviderKind.LLM, "openai", "", new ProviderUsage.Tokens(10, 0, output));
    }

    private static TurnOutcome said() {
        return new TurnOutcome.Replied(TurnOutcome.Spoken.silent(null));
    }

    /** Asks a model of the call that reports this. */
    private void ask(ProviderNews news) throws InterruptedException {
        LanguageModel model = reports.model((request, sink) -> sink.news(news));
        JsonNode config = JsonNodeFactory.instance.objectNode();
        model.answer(
                new LanguageModel.Request("A", "", "en-US", "UTC", Map.of(), List.of(), List.of(), config),
                new LanguageModel.Sink() {
                    @Override
                    public void text(String delta) {}

                    @Override
                    public void toolCall(String name, JsonNode arguments) {}
                });
    }
}
