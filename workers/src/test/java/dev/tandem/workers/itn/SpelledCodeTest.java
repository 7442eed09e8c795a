package dev.tandem.workers.itn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpelledCodeTest {

    private static final String LETTER_AND_FOUR_DIGITS = "^[A-Z]\\d{4}$";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A one two three four",
                "a 1234",
                "A-1-2-3-4",
                "A-1, 2, 3, 4.",
                "A1234",
                "A 12 34",
                "A twelve thirty four",
                "A twelve thirty-four",
                "a one, uh, two three four",
                "A as in apple, one two three four",
                "A for Alpha 1 2 3 4",
                "alpha one two three four",
                "ay one too three for",
                "capital A, one two three four",
                "it's A. One. Two. Three. Four.",
                "A 1,234",
                "A one thousand two hundred thirty four is wrong, A one two three four",
                "not B one two three four, A one two three four",
            })
    void hearsALetterAndFourDigits(String words) {
        assertThat(code(LETTER_AND_FOUR_DIGITS, words)).isEqualTo("A1234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see 7781",
                "sea 77 81",
                "C 7 7 8 1.",
                "C seven seven eight one",
                "C double seven eight one",
                "charlie seven seven eight one",
                "C seventy-seven eighty-one",
                "C seventy seven eight one",
                "she 7781"
            })
    void hearsTheLetterThatAHomophoneStandsFor(String words) {
        assertThat(code(LETTER_AND_FOUR_DIGITS, words)).isEqualTo("C7781");
    }

    @ParameterizedTest
    @CsvSource({
        "\\d{4}, looking for one two three four, 1234",
        "\\d+, it is zero zero four two, 0042",
        "\\d{3}, oh oh seven, 007",
        "\\d{3}, seven hundred, 700",
        "[A-Z]{2}-\\d{3}, AB dash one two three, AB-123",
        "[A-Z]{2}-\\d{3}, a b 123, AB-123",
        "ORD-\\d{4}, ord one two three four, ORD-1234",
        "[a-z]\\d{2}, B 12, b12",
        "[A-Z]{3}\\d, double u x y five, WXY5",
        "[A-Z]{4}\\d, double b double s five, BBSS5",
        "\\d{6}, triple five two one zero, 555210",
    })
    void followsThePattern(String pattern, String words, String code) {
        assertThat(code(pattern, words)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "seven seven eight one", "C 778", "I do not know", "A one two three"})
    void hearsNoCodeWhereThereIsNone(String words) {
        assertThat(code(LETTER_AND_FOUR_DIGITS, words)).isEqualTo("");
    }

    @Test
    void givesUpOnAPatternThatGuidesNothing() {
        String many = "one two three four five six seven eight nine ten for to too oh won ate ".repeat(20);
        assertThat(found(".*#", many)).isEmpty();
    }

    private static String code(String pattern, String words) {
        List<SpelledCode.Match> found = found(pattern, words);
        return found.isEmpty() ? "" : found.getLast().code();
    }

    private static List<SpelledCode.Match> found(String pattern, String words) {
        return SpelledCode.likeliest(CodePattern.of(pattern).orElseThrow(), UtteranceWords.words(words));
    }
}
