package dev.tandem.workers.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.live.ScriptedModel;
import dev.tandem.workers.llm.LanguageModel.FinishReason;
import dev.tandem.workers.llm.LanguageModel.Message;
import dev.tandem.workers.llm.LanguageModel.Request;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.provider.ProviderUsage;
import dev.tandem.workers.provider.Providers;
import dev.tandem.workers.provider.Watches;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Opens two models as a document with a fallback does: with deadlines, breakers and metrics. */
class FallbackModelTest {

    private static final JsonNode CONFIG = JsonMapper.shared().readTree("""
            {"provider": "first", "deadline_ms": 200,
             "fallbacks": [{"provider": "second", "temperature": 1}]}
            """);

    private final ScriptedModel first = new ScriptedModel();
    private final ScriptedModel second = new ScriptedModel();
    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final Answer answer = new Answer();
    private final LanguageModel model = new Providers<>(
                    ProviderKind.LLM,
                    LanguageModel.class,
                    List.of(new ScriptedProvider("first", first), new ScriptedProvider("second", second)),
                    new ModelWrapping(),
                    new Watches(new Meters(figures), ObservationRegistry.NOOP))
            .open(new ProviderConfig("first", CONFIG))
            .orElseThrow();

    @Test
    void asksNobodyElseWhileTheFirstAnswers() throws InterruptedException {
        first.then(sink -> {
            sink.text("Hello.");
            sink.usage(new ProviderUsage.Tokens(10, 0, 2));
            sink.finished(FinishReason.STOP);
        });
        model.answer(request(), answer);
        assertThat(answer.words()).isEqualTo("Hello.[2 tokens][STOP]");
        assertThat(second.requests).isEmpty();
        assertThat(counted("tandem.provider.usage", "first")).isEqualTo(12);
    }

    @Test
    void asksTheNextAtOnceWithTheSameRequestAndItsOwnConfig() throws InterruptedException {
        first.then(_ -> {
            throw new ModelException(Reason.TOO_MUCH, "429");
        });
        second.says("Hello.");
        model.answer(request(), answer);
        assertThat(answer.words()).isEqualTo("Hello.");
        Request asked = second.lastRequest();
        assertThat(asked.with(request().config())).isEqualTo(request());
        assertThat(asked.config().path("temperature").asInt()).isEqualTo(1);
        assertThat(counted("tandem.provider.failovers", "first")).isEqualTo(1);
    }

    @Test
    void leavesOneThatDoesNotAnswerInTime() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        first.then(sink -> {
            waitForInterruption(interrupted);
            sink.text("Too late.");
        });
        second.says("Hello.");
        model.answer(request(), answer);
        assertThat(answer.words()).isEqualTo("Hello.");
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(answer.words()).isEqualTo("Hello.");
    }

    @Test
    void goesOnBehindWhatWasSaid() throws InterruptedException {
        first.then(sink -> {
            sink.text("Your order is");
            waitForInterruption(new CountDownLatch(1));
        });
        second.says("on its way.");
        model.answer(request(), answer);
        assertThat(answer.words()).isEqualTo("Your order is on its way.");
        assertThat(second.lastRequest().messages().getLast())
                .isEqualTo(new Message.Agent("Intake", "Your order is", true));
    }

    @Test
    void leavesOutWhatTheNextOneRepeats() throws InterruptedException {
        first.then(sink -> {
            sink.text("Your order is ");
            throw new ModelException(Reason.UNAVAILABLE, "connection reset");
        });
        second.then(sink -> {
            sink.text("Your ord");
            sink.text("er is on its way.");
        });
        model.answer(request(), answer);
        assertThat(answer.words()).isEqualTo("Your order is on its way.");
    }

    @Test
    void doesNotDoWhatABrokenAnswerAskedFor() throws InterruptedException {
        first.then(sink -> {
            sink.toolCall("cancel_order", JsonNodeFactory.instance.objectNode());
            throw new ModelException(Reason.UNAVAILABLE, "connection reset");
        });
        second.then(sink -> {
            sink.toolCall("check_order", JsonNodeFactory.instance.objectNode());
            sink.toolCall("find_invoice", JsonNodeFactory.instance.objectNode());
        });
        model.answer(request(), answer);
        assertThat(answer.words()).isEqualTo("[check_order][find_invoice]");
    }

    @Test
    void asksNobodyElseWhatAModelRefuses() {
        first.then(_ -> {
            throw new ModelException(Reason.REFUSED, "content filter");
        });
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> model.answer(request(), answer))
                .withMessage("content filter");
        assertThat(second.requests).isEmpty();
    }

    @Test
    void failsWithTheLastFaultWhenNobodyIsLeft() {
        first.then(_ -> {
            throw new ModelException(Reason.UNAVAILABLE, "500");
        });
        second.then(_ -> {
            throw new ModelException(Reason.WRONG_KEY, "401");
        });
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> model.answer(request(), answer))
                .withMessage("401")
                .satisfies(fault -> assertThat(fault.getSuppressed()[0]).hasMessage("500"));
    }

    @Test
    void doesNotAskOneThatHasFailedTooOften() throws InterruptedException {
        for (int i = 0; i < 8; i++) {
            first.then(_ -> {
                throw new ModelException(Reason.UNAVAILABLE, "500");
            });
            second.says("Hello.");
            model.answer(request(), new Answer());
        }
        assertThat(first.requests).hasSize(5);
        assertThat(second.requests).hasSize(8);
    }

    @Test
    void cancelsWhicheverAnswers() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        first.then(sink -> {
            sink.text("Well,");
            asked.countDown();
            waitForInterruption(interrupted);
        });
        Thread turn = Thread.ofPlatform().start(() -> {
            try {
                model.answer(request(), answer);
            } catch (InterruptedException cancelled) {
                answer.text("[cancelled]");
            }
        });
        asked.await();
        turn.interrupt();
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        await().untilAsserted(() -> assertThat(answer.words()).isEqualTo("Well,[cancelled]"));
        assertThat(second.requests).isEmpty();
    }

    private static void waitForInterruption(CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            interrupted.countDown();
        }
    }

    private double counted(String figure, String provider) {
        return figures.get(figure).tag("provider", provider).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static Request request() {
        return new Request(
                "Intake",
                "Help.",
                "en-US",
                "UTC",
                Map.of(),
                List.of(new Message.Caller("Where is it?")),
                List.of(),
                CONFIG);
    }
}
