package dev.tandem.workflows.variable;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSizeTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            abc                  ; 3
            a{3}                 ; 3
            a{3,}                ; 4
            (a{10}){10}          ; 120
            (ab|c){0,2}          ; 12
            [a-z]{4}-[0-9]{4}    ; 9
            []a{9}]{2}           ; 2
            [^]{]{2}             ; 2
            [[:alpha:]]{5}       ; 5
            \\p{L}{7}            ; 10
            \\({3}               ; 3
            \\Q((((\\E           ; 8
            a{x}                 ; 4
            """)
    void writesRepetitionsOut(String pattern, long size) {
        assertThat(PatternSize.of(pattern)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a{0,9}){0,9}",
                "((x|y){3}[]z]{5}){7}",
                "(?:[^\\]]{4}\\\\{2}){30}",
                "(?P<year>[0-9]{4})(-(?P<rest>[0-9]{2})){2}",
                "[[:digit:]]{200}",
                "a{0,1000}"
            })
    void isOfTheOrderOfTheCompiledPattern(String pattern) {
        assertThat((long) Pattern.compile(pattern).programSize()).isLessThanOrEqualTo(4 * PatternSize.of(pattern) + 10);
    }
}
