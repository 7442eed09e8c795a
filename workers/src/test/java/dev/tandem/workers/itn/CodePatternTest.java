package dev.tandem.workers.itn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodePatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:|){40}",
                "(|||){20}#",
                "(?:(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)a?){9}",
                "(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)(?:|)#",
                "(?:^|^){30}A",
                "(?:\\b|){40}",
                "(a*)*b",
                "(a?){60}b",
                "((((a?)?)?)?)?",
                "(?=A)\\d",
                "(a)\\1",
                "\\Q(\\E",
                "(",
            })
    void refusesWhatMayBranchWithoutLookingAtTheText(String pattern) {
        assertThat(CodePattern.of(pattern)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[A-Z]\\d{4}$",
                "\\d*",
                "[A-Z]{2}(?:-?\\d+)?",
                "(\\d{0,4})",
                "(?i)ord-\\d{4}",
                "(?:AB|CD)+\\d",
                "[()|*]{1,3}",
                "\\(\\d\\)",
            })
    void takesWhatCodesLookLike(String pattern) {
        assertThat(CodePattern.of(pattern)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "A1", "A123"})
    void saysWhatMayStillBecomeACode(String beginning) {
        CodePattern code = CodePattern.of("[A-Z]\\d{4}").orElseThrow();
        assertThat(code.mayGoOn(beginning)).isTrue();
        assertThat(code.matches(beginning)).isFalse();
        assertThat(code.matches("A1234")).isTrue();
        assertThat(code.mayGoOn("11")).isFalse();
    }
}
