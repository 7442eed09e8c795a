package dev.tandem.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.stack.run.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Looks at what {@code make demo} says before it builds or starts anything: {@code tools/example}. */
class ExampleKeysTest {

    private record Said(int code, String text) {}

    private static Said example(String name, Map<String, String> keys) throws IOException, InterruptedException {
        Checkout checkout = Checkout.find();
        ProcessBuilder command = new ProcessBuilder("tools/example", name)
                .directory(checkout.folder().toFile())
                .redirectErrorStream(true);
        command.environment().keySet().removeAll(List.of("OPENAI_API_KEY", "ASSEMBLYAI_API_KEY", "CARTESIA_API_KEY"));
        command.environment().putAll(keys);
        Process process = command.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    @Test
    void withoutKeysItSaysWhichAreMissingAndWhereToGetThem() throws Exception {
        Said said = example("cloud", Map.of("OPENAI_API_KEY", " "));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.text())
                .containsPattern("OPENAI_API_KEY +https://platform.openai.com/api-keys")
                .containsPattern("ASSEMBLYAI_API_KEY +https://www.assemblyai.com/dashboard")
                .containsPattern("CARTESIA_API_KEY +https://play.cartesia.ai/keys")
                .contains("OPENAI_API_KEY=… make demo EXAMPLE=cloud");
    }

    @Test
    void aKeyOfOpenAiIsEnoughAndTheOthersAreNamed() throws Exception {
        Said some = example("cloud", Map.of("OPENAI_API_KEY", "sk", "CARTESIA_API_KEY", "sk_car"));
        assertThat(some.code()).isZero();
        assertThat(some.text()).contains("ASSEMBLYAI_API_KEY").doesNotContain("CARTESIA_API_KEY", "sk_car");

        Said all = example(
                "cloud", Map.of("OPENAI_API_KEY", "sk", "CARTESIA_API_KEY", "sk_car", "ASSEMBLYAI_API_KEY", "aai"));
        assertThat(all).isEqualTo(new Said(0, ""));
    }

    @Test
    void anExampleThatThereIsNotIsToldWithThoseThatThereAre() throws Exception {
        Said said = example("bank", Map.of());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.text()).contains("There is no example 'bank'", "cloud, shop");
        assertThatThrownBy(() -> Example.chosen(Map.of("EXAMPLE", "bank"))).hasMessageContaining("shop, cloud");
        assertThat(Example.chosen(Map.of())).isInstanceOf(ShopLine.class);
        assertThat(Example.chosen(Map.of("EXAMPLE", "cloud"))).isInstanceOf(CloudLine.class);
    }
}
