package dev.tandem.workers.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.tandem.plugin.ModelAnswer;
import dev.tandem.plugin.ModelFailure;
import dev.tandem.plugin.ModelQuestion;
import dev.tandem.plugin.ModelType;
import dev.tandem.plugin.TandemPlugin;
import dev.tandem.plugins.LoadedModel;
import dev.tandem.plugins.LoadedPlugin;
import dev.tandem.plugins.Plugins;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.provider.ProviderException.Reason;
import dev.tandem.workers.provider.ProviderUsage;
import dev.tandem.workflows.graph.ProviderConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models of plugins, asked as a session asks them. */
class PluginModelTest {

    @FunctionalInterface
    interface Answering {
        void answer(ModelQuestion question, ModelAnswer answer) throws Exception;
    }

    record ScriptedModelType(Answering answering) implements ModelType {
        @Override
        public String name() {
            return "acme";
        }

        @Override
        public String configSchema() {
            return "{}";
        }

        @Override
        public void answer(ModelQuestion question, ModelAnswer answer) throws Exception {
            answering.answer(question, answer);
        }
    }

    record Bringing() implements TandemPlugin {
        @Override
        public int api() {
            return API;
        }

        @Override
        public String name() {
            return "acme";
        }
    }

    private static final class Heard implements LanguageModel.Sink {
        final List<String> parts = new CopyOnWriteArrayList<>();

        @Override
        public void text(String delta) {
            parts.add(delta);
        }

        @Override
        public void toolCall(String name, JsonNode arguments) {
            parts.add(name + arguments);
        }

        @Override
        public void usage(ProviderUsage.Tokens tokens) {
            parts.add(tokens.input() + "/" + tokens.cached() + "/" + tokens.output());
        }

        @Override
        public void finished(LanguageModel.FinishReason reason) {
            parts.add(reason.name());
        }
    }

    @Test
    void anAnswerComesInPartsAndTheQuestionIsThePrompt() throws InterruptedException {
        List<ModelQuestion> asked = new ArrayList<>();
        Heard heard = new Heard();
        model((question, answer) -> {
                    asked.add(question);
                    answer.text("One ");
                    answer.text("moment.");
                    answer.call("check_order", Map.of("order_id", "A1"));
                    answer.used(20, 5, 7);
                })
                .answer(request(), heard);

        assertThat(heard.parts)
                .containsExactly("One ", "moment.", "check_order{\"order_id\":\"A1\"}", "20/5/7", "TOOL_CALLS");
        ModelQuestion question = asked.getFirst();
        assertThat(question.system()).startsWith("Be kind.").contains("Speak English");
        assertThat(question.turns().getFirst()).isEqualTo(new ModelQuestion.Caller("Where is A1?"));
        assertThat(question.functions().getFirst().name()).isEqualTo("check_order");
        assertThat(question.config()).containsEntry("provider", "acme").containsEntry("temperature", 0.5);
        assertThat(question).asString().doesNotContain("A1").doesNotContain("acme");
    }

    @Test
    void anAnswerOfWordsAloneStops() throws InterruptedException {
        Heard heard = new Heard();
        model((_, answer) -> answer.text("Hello.")).answer(request(), heard);

        assertThat(heard.parts).containsExactly("Hello.", "STOP");
    }

    @ParameterizedTest
    @EnumSource(ModelFailure.Reason.class)
    void aFailureKeepsItsReason(ModelFailure.Reason reason) {
        ModelException failed = failing((_, _) -> {
            throw new ModelFailure(reason, "not today");
        });

        assertThat(failed.reason()).isEqualTo(Reason.valueOf(reason.name()));
        assertThat(failed).hasMessage("not today").hasNoCause();
    }

    @Test
    void anErrorIsAModelThatIsAway() {
        ModelException failed = failing((_, _) -> {
            throw new NoClassDefFoundError("lib/Gone");
        });

        assertThat(failed.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failed).hasMessage("the plugin acme failed: NoClassDefFoundError: lib/Gone");
    }

    @Test
    @Timeout(20)
    void anAnswerThatIsCancelledEndsAtOnceAndItsRestIsDropped() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        Heard heard = new Heard();
        LanguageModel model = model((_, answer) -> {
            answer.text("Well, ");
            begun.countDown();
            while (goOn.getCount() > 0) {
                try {
                    goOn.await();
                } catch (InterruptedException ignored) {
                    Thread.onSpinWait();
                }
            }
            try {
                answer.text("as I said");
            } catch (CancellationException late) {
                thrown.add(late);
            }
        });
        List<Throwable> ended = new CopyOnWriteArrayList<>();
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                model.answer(request(), heard);
            } catch (InterruptedException cancelled) {
                ended.add(cancelled);
            }
        });
        begun.await();
        asking.interrupt();
        asking.join();
        goOn.countDown();

        await().untilAsserted(() -> assertThat(thrown).hasSize(1));
        assertThat(ended).hasSize(1);
        assertThat(heard.parts).containsExactly("Well, ");
    }

    private static ModelException failing(Answering answering) {
        return catchThrowableOfType(ModelException.class, () -> model(answering).answer(request(), new Heard()));
    }

    private static LanguageModel model(Answering answering) {
        LoadedModel model = new LoadedModel("acme", json("{}"), Set.of(), new ScriptedModelType(answering));
        LoadedPlugin plugin = new LoadedPlugin(
                "acme", "acme.jar", new Bringing(), List.of(), List.of(model), PluginModelTest.class.getClassLoader());
        RunningPlugins running = new RunningPlugins(new Plugins(List.of(plugin), List.of()), Meters.unread());
        return new LanguageModels(running.models()).model(new ProviderConfig("acme", json("{\"provider\": \"acme\"}")));
    }

    private static LanguageModel.Request request() {
        return new LanguageModel.Request(
                "Shop",
                "Be kind.",
                "en-US",
                "UTC",
                Map.of(),
                List.of(new LanguageModel.Message.Caller("Where is A1?")),
                List.of(new LanguageModel.ToolSpec("check_order", "Checks", json("{\"type\": \"object\"}"), null)),
                json("{\"provider\": \"acme\", \"temperature\": 0.5}"));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
