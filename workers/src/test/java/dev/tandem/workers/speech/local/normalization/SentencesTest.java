package dev.tandem.workers.speech.local.normalization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentencesTest {

    @Test
    void splitsAtTheEndsOfSentences() {
        assertThat(Sentences.of("Hello. How are you? Fine")).containsExactly("Hello.", "How are you?", "Fine");
    }

    @Test
    void hasNoneInNothing() {
        assertThat(Sentences.of("  ")).isEmpty();
    }

    @Test
    void splitsLongOnesAtACommaBeforeASpace() {
        String start = "word ".repeat(40).strip() + ",";
        String rest = "word ".repeat(40).strip();
        assertThat(Sentences.of(start + " " + rest)).containsExactly(start, rest);
        assertThat(Sentences.of("word ".repeat(100)))
                .hasSize(2)
                .allSatisfy(
                        part -> assertThat(part).hasSizeLessThanOrEqualTo(300).endsWith("word"));
    }
}
