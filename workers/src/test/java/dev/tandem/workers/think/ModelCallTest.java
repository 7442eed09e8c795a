package dev.tandem.workers.think;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workers.live.ScriptedModel;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.ModelException;
import dev.tandem.workers.workspace.Safe;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ModelCallTest {

    private static final WorkspaceValues WITH_KEY = Safe.holding(Map.of("model_key", "canary-4f9c2b"));

    private final ScriptedModel model = new ScriptedModel();

    @Test
    void aProviderGetsItsKeyOpenedAndItsPromptDoesNotHoldIt() throws InterruptedException {
        model.says("Hello.");
        LanguageModel.Request asked = request("{\"api_key\": \"{{workspace.model_key}}\"}");

        new ModelCall(_ -> model, asked, Safe.VAULT.of(WITH_KEY)).answer(deaf());

        LanguageModel.Request got = model.lastRequest();
        assertThat(got.config().path("api_key").stringValue()).isEqualTo("canary-4f9c2b");
        assertThat(got.with(asked.config())).isEqualTo(asked);
        assertThat(got.toString()).doesNotContain("canary");
    }

    @Test
    void aFaultOfTheProviderThatRepeatsTheKeyIsTakenFurtherWithoutIt() {
        model.then(sink -> {
            throw new ModelException("invalid key canary-4f9c2b", true, new IllegalStateException("canary-4f9c2b"));
        });

        assertThatThrownBy(() -> ask("{\"api_key\": \"{{workspace.model_key}}\"}", WITH_KEY))
                .isInstanceOfSatisfying(
                        ModelException.class,
                        fault -> assertThat(fault.retryable()).isTrue())
                .hasMessage("invalid key [secret model_key]")
                .hasNoCause();
    }

    @Test
    void aDefectOfTheProviderThatRepeatsTheKeyIsTakenFurtherWithoutIt() {
        model.then(sink -> {
            throw new IllegalStateException("no header canary-4f9c2b");
        });

        assertThatThrownBy(() -> ask("{\"api_key\": \"{{workspace.model_key}}\"}", WITH_KEY))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no header [secret model_key]")
                .hasNoCause();
    }

    @Test
    void aKeyThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> ask("{\"api_key\": \"{{workspace.model_key}}\"}", WorkspaceValues.NONE))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("\"model_key\"");
        assertThat(model.requests).isEmpty();
    }

    private void ask(String config, WorkspaceValues workspace) throws InterruptedException {
        new ModelCall(_ -> model, request(config), Safe.VAULT.of(workspace)).answer(deaf());
    }

    private static LanguageModel.Request request(String config) {
        return new LanguageModel.Request(
                "Intake", "Help.", "en-US", "UTC", Map.of(), List.of(), List.of(), json(config));
    }

    private static LanguageModel.Sink deaf() {
        return new LanguageModel.Sink() {
            @Override
            public void text(String delta) {}

            @Override
            public void toolCall(String name, JsonNode arguments) {}
        };
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
