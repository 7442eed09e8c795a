package dev.tandem.workers.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tandem.workers.provider.Provider;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class SpeechTest {

    @Test
    void findsProvidersByName() {
        SilentProvider provider = new SilentProvider("parrot");
        try (Speech speech = new Speech(List.of(provider))) {
            assertThat(speech.textToSpeech(named("parrot"))).isSameAs(provider.mouth);
        }
        assertThat(provider.closed).isTrue();
    }

    @Test
    void saysWhichProvidersThereAre() {
        try (Speech speech = new Speech(List.of(new SilentProvider("parrot")))) {
            assertThatExceptionOfType(SpeechException.class)
                    .isThrownBy(() -> speech.speechToText(named("cockatoo")))
                    .withMessageContaining("cockatoo")
                    .withMessageContaining("parrot")
                    .satisfies(e -> assertThat(e.retryable()).isFalse());
        }
    }

    @Test
    void saysWhatAProviderCannotDo() {
        try (Speech speech = new Speech(List.of(new SilentProvider("parrot")))) {
            assertThatExceptionOfType(SpeechException.class)
                    .isThrownBy(() -> speech.speechToText(named("parrot")))
                    .withMessageContaining("parrot")
                    .withMessageContaining("speech to text");
        }
    }

    @Test
    void refusesTwoOfOneName() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Speech(List.of(new SilentProvider("parrot"), new SilentProvider("parrot"))))
                .withMessageContaining("parrot");
    }

    @Test
    void knowsTheLocalProviderWithoutLoadingIt() {
        try (Speech speech = Speech.load()) {
            assertThatExceptionOfType(SpeechException.class)
                    .isThrownBy(() -> speech.voiceActivity("cockatoo"))
                    .withMessageContaining("local")
                    .withMessageContaining("silero");
            assertThatExceptionOfType(SpeechException.class)
                    .isThrownBy(() -> speech.textToSpeech(named("silero")))
                    .withMessageContaining("text to speech");
        }
    }

    private static ProviderConfig named(String name) {
        return new ProviderConfig(name, JsonNodeFactory.instance.objectNode());
    }

    /** Speaks nothing, and knows whether it was closed. */
    private static final class SilentProvider implements Provider<TextToSpeech> {

        private final String name;
        private final TextToSpeech mouth = new ByClause((clause, sink) -> {});
        private boolean closed;

        private SilentProvider(String name) {
            this.name = name;
        }

        @Override
        public ProviderKind kind() {
            return ProviderKind.TTS;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public TextToSpeech open(ProviderConfig config) {
            return mouth;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
