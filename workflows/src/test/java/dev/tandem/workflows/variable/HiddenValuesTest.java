package dev.tandem.workflows.variable;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.tandem.workflows.variable.VariableValue.Source;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4711             | The PIN 4711 is wrong.                        | The PIN **** is wrong.",
                "4711             | 4 7 1 1                                       | ****",
                "4711             | It is 47-11, or 4.7.1.1!                      | It is ****, or ****!",
                "4711             | four seven one one                            | ****",
                "4711             | Four, seven - double one.                     | ****.",
                "4711             | forty-seven eleven is it                      | **** is it",
                "4711             | four thousand seven hundred and eleven lamps  | **** lamps",
                "4711             | 47113 lamps, 147 11, A4711                    | 47113 lamps, 147 11, A4711",
                "4711             | ４７１１                                        | ****",
                "0042             | double oh forty two                           | ****",
                "A1234            | a one two three four                          | ****",
                "jane@example.org | Write to Jane@Example.org, please.            | Write to ****, please.",
                "jane@example.org | jane at example dot org                       | ****",
                "1990-05-07       | born 07.05.1990                               | born ****",
                "1990-05-07       | born 5/7/1990                                 | born ****",
                "1990-05-07       | born on the seventh of May nineteen ninety    | born on the ****",
                "1990-05-07       | May 7th, 1990                                 | ****",
                "+14155552671     | call (415) 555-2671                           | call (****",
                "+14155552671     | +1 415 555 2671                               | ****",
                "Anna Maria Weiß  | to ANNA-MARIA weiß.                           | to ****.",
                "7                | 7                                             | ****",
                "7                | 7 lamps                                       | 7 lamps"
            })
    void aValueIsFoundHoweverItIsWrittenOrSaid(String value, String text, String shown) {
        assertThat(hiding(value).in(text)).isEqualTo(shown);
    }

    @Test
    void jsonIsSearchedAtEveryDepthInValuesAndNames() {
        assertThat(
                        hiding("4711")
                                .in(
                                        json(
                                                "{'a':[{'number':4711,'n':12}],'4711':'x','customer_pin':'9','e':'no 4 7 1 1 here','b':true}")))
                .isEqualTo(
                        json(
                                "{'a':[{'number':'****','n':12}],'****':'x','customer_pin':'****','e':'no **** here','b':true}"));
    }

    @Test
    void aFormerValueAndARefusedOneStayHidden() {
        HiddenValues hidden = hiding("4711");
        hidden.learn(new VariableValue("customer_pin", json("'0815'"), Source.OPERATOR, 3, true));
        hidden.offered("customer_pin", json("'471'"), "four seven one or so", 4);

        assertThat(hidden.in("4711, 0815, four seven one, four seven one or so"))
                .isEqualTo("****, ****, ****, ****");
    }

    @Test
    void whatIsNotSensitiveIsShown() {
        HiddenValues hidden = hiding("4711");
        hidden.learn(new VariableValue("colour", json("'green'"), Source.CALLER, 1, false));

        assertThat(hidden.in("green")).isEqualTo("green");
    }

    /** Every word of the text could be a part of the value. */
    @Test
    void aTextThatAlmostHoldsTheValueTakesNoLongerThanAnotherOne() {
        HiddenValues hidden = hiding("0".repeat(199) + "1");
        String text = "hundred thousand and double oh zero ".repeat(3_000);

        assertTimeout(Duration.ofSeconds(20), () -> assertThat(hidden.in(text)).isEqualTo(text));
    }

    private static HiddenValues hiding(String value) {
        HiddenValues hidden = new HiddenValues(Set.of("customer_pin"));
        hidden.learn(new VariableValue("customer_pin", json("'" + value + "'"), Source.CALLER, 1, false));
        return hidden;
    }
}
