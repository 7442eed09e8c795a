package dev.tandem.workers.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workers.provider.Provider;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class LanguageModelsTest {

    /** Opens models that only know whether they were closed. */
    private static final class SilentProvider implements Provider<LanguageModel> {

        private int opened;
        private int closed;

        @Override
        public ProviderKind kind() {
            return ProviderKind.LLM;
        }

        @Override
        public String name() {
            return "silent";
        }

        @Override
        public LanguageModel open(ProviderConfig config) {
            opened++;
            return new LanguageModel() {
                @Override
                public void answer(Request request, Sink sink) {}
            };
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private final SilentProvider silent = new SilentProvider();

    @Test
    void opensAModelOnceAndClosesIt() {
        try (LanguageModels models = new LanguageModels(List.of(silent))) {
            assertThat(models.model(provider("silent"))).isSameAs(models.model(provider("silent")));
        }
        assertThat(silent.opened).isEqualTo(1);
        assertThat(silent.closed).isEqualTo(1);
    }

    @Test
    void saysWhichProvidersThereAre() {
        try (LanguageModels models = new LanguageModels(List.of(silent))) {
            assertThatThrownBy(() -> models.model(provider("openai")))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("openai")
                    .hasMessageContaining("silent");
        }
    }

    private static ProviderConfig provider(String name) {
        return new ProviderConfig(name, JsonNodeFactory.instance.objectNode().put("provider", name));
    }
}
