package dev.tandem.workers.speech.local.hibari;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PronunciationTest {

    private final Lexicon lexicon = new Lexicon(
            Map.ofEntries(
                    Map.entry("order", "ˈɔɹdəɹ"),
                    Map.entry("cat", "kˈæt"),
                    Map.entry("box", "bˈɑks"),
                    Map.entry("city", "sˈɪɾi"),
                    Map.entry("apple", "ˈæpᵊl"),
                    Map.entry("want", "wˈɑnt"),
                    Map.entry("wait", "wˈAt"),
                    Map.entry("ship", "ʃˈɪp"),
                    Map.entry("change", "ʧˈAnʤ"),
                    Map.entry("reply", "ɹəplˈI"),
                    Map.entry("A", "ˈA"),
                    Map.entry("a", "A"),
                    Map.entry("I", "ˈI"),
                    Map.entry("N", "ˈɛn"),
                    Map.entry("V", "vˈi"),
                    Map.entry("to", "tu"),
                    Map.entry("can", "kæn"),
                    Map.entry("Smith", "smˈɪθ")),
            Map.of("can", "kˈæn"));

    private final Pronunciation pronunciation = new Pronunciation(lexicon, word -> "<" + word + ">");

    @ParameterizedTest
    @CsvSource({
        "orders, ˈɔɹdəɹz",
        "order's, ˈɔɹdəɹz",
        "cats, kˈæts",
        "boxes, bˈɑksᵻz",
        "cities, sˈɪTiz",
        "replied, ɹəplˈId",
        "ordered, ˈɔɹdəɹd",
        "wanted, wˈɑntᵻd",
        "waited, wˈATᵻd",
        "waiting, wˈATɪŋ",
        "shipped, ʃˈɪpt",
        "shipping, ʃˈɪpɪŋ",
        "changing, ʧˈAnʤɪŋ",
        "changed, ʧˈAnʤd",
        "smith, smˈɪθ",
        "ORDER, ˈɔɹdəɹ"
    })
    void readsFormsOfKnownWords(String word, String phonemes) {
        assertThat(pronunciation.phonemes(word)).isEqualTo(phonemes);
    }

    @Test
    void asksForTheSpellingOfOtherWords() {
        assertThat(pronunciation.phonemes("Zyx")).isEqualTo("<Zyx>");
    }

    @Test
    void spellsUnknownAbbreviations() {
        assertThat(pronunciation.phonemes("INV")).isEqualTo("ˈIˈɛnvˈi");
    }

    @Test
    void splitsCompoundsOfKnownWords() {
        assertThat(pronunciation.phonemes("CatBox")).isEqualTo("kˈæt bˈɑks");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        the cat         | ðə kˈæt
        the apple       | ði ˈæpᵊl
        a cat           | ɐ kˈæt
        to cat          | tə kˈæt
        to order        | tʊ ˈɔɹdəɹ
        to              | tu
        order A         | ˈɔɹdəɹ ˈA
        I can order     | ˌI kæn ˈɔɹdəɹ
        I can           | ˌI kˈæn
        """)
    void mindsWhatComesNext(String words, String phonemes) {
        assertThat(pronunciation.phonemes(words)).isEqualTo(phonemes);
    }

    @Test
    void keepsPunctuation() {
        assertThat(pronunciation.phonemes("Cat, cat. Box?")).isEqualTo("kˈæt, kˈæt. bˈɑks?");
    }
}
