package dev.tandem.workers.llm.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProvidersPageTest {

    @Test
    void thePageHasTheRulesThatEveryModelGets() throws Exception {
        assertThat(Files.readString(Path.of("..", "docs", "providers.md"))).contains(PromptText.platformRules());
    }
}
