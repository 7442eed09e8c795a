package dev.tandem.workflows.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-US", "EN-gb", "en-Latn-AU", "en-u-co-phonebk"})
    void aLanguageIsKnownInEachOfItsRegions(String language) {
        assertThat(Phrases.standard(language)).isEqualTo(Phrases.standard("en")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-AT", "eng", "und", "", "../phrases/en", "x-en"})
    void othersAreNot(String language) {
        assertThat(Phrases.standard(language)).isEmpty();
    }

    @Test
    void everyPhraseHasASentence() {
        Map<Phrase, String> texts = Phrases.standard("en").orElseThrow().texts();

        assertThat(texts).containsOnlyKeys(Phrase.values());
        assertThat(texts.values()).noneMatch(String::isBlank).noneMatch(text -> text.contains("{{"));
    }

    @Test
    void noneMayBeMissing() {
        assertThatThrownBy(() -> new Phrases(Map.of(Phrase.BRIDGE, "x"))).hasMessageContaining("only [BRIDGE]");
    }
}
