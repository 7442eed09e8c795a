package dev.tandem.workers.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.tandem.workers.itn.SpokenValues;
import dev.tandem.workflows.variable.DataType;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ExtractionTest {

    private final Extraction extraction =
            new Extraction(new SpokenValues(ZonedDateTime.parse("2026-11-22T23:30:00-05:00[America/New_York]"), "US"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INTEGER | I want two of them | 2",
                "NUMBER | three point five | 3.5",
                "DIGITS | it's zero zero four two | '0042'",
                "DATE | tomorrow | 2026-11-23",
                "TIME | at three pm | 15:00",
                "DATETIME | tomorrow at three pm | 2026-11-23T15:00-05:00",
                "PHONE | 415 555 2671 | +14155552671",
                "EMAIL | me at example dot com | me@example.com",
                "BOOLEAN | Yes, please. | true",
                "BOOLEAN | No, not that. | false",
                "STRING | My name is Mary Jane. | Mary Jane",
                "STRING | It's Mary. | Mary",
            })
    void readsEachTypeWhenAsked(DataType type, String words, String value) {
        assertThat(extraction
                        .value(parameter("x", type, null), words, true, Set.of())
                        .map(JsonNode::asString))
                .contains(value);
    }

    @Test
    void readsMoneyAsAmountAndCurrency() {
        assertThat(extraction
                        .value(parameter("x", DataType.CURRENCY, null), "forty two fifty dollars", true, Set.of())
                        .isPresent())
                .isTrue();
        assertThat(extraction
                        .value(parameter("x", DataType.CURRENCY, null), "forty two dollars", true, Set.of())
                        .map(JsonNode::toString))
                .contains("{\"amount\":\"42.00\",\"currency\":\"USD\"}");
    }

    @Test
    void takesPlainWordsOnlyWhereTheyWereAskedFor() {
        Parameter name = parameter("name", DataType.STRING, null);
        assertThat(extraction.value(name, "Where is my order?", false, Set.of()))
                .isEmpty();
        assertThat(extraction.value(parameter("ok", DataType.BOOLEAN, null), "Yes.", false, Set.of()))
                .isEmpty();
    }

    @Test
    void leavesAValueToTheParameterThatIntroducesIt() {
        Parameter order = parameter("order_id", DataType.STRING, "[A-Z]\\d{4}");
        Set<String> rivals = Set.of("customer");
        assertThat(extraction.value(order, "My customer number is C7781", false, rivals))
                .isEmpty();
        assertThat(extraction.value(order, "I am a customer, my order is A1234", false, rivals))
                .isPresent();
        assertThat(extraction.value(order, "C7781", false, rivals)).isPresent();
    }

    @Test
    void aNumberStandsBeforeTheNounThatItCounts() {
        Parameter adults = parameter("adults", DataType.INTEGER, null);
        Parameter children = parameter("children", DataType.INTEGER, null);
        String said = "3 adults and two children";

        assertThat(extraction.value(adults, said, true, Set.of("children")).map(JsonNode::asInt))
                .contains(3);
        assertThat(extraction.value(children, said, true, Set.of("adults")).map(JsonNode::asInt))
                .contains(2);
    }

    @Test
    void aDayBelongsToTheNameBesideIt() {
        Parameter arrival = parameter("arrival", DataType.DATE, null);
        String said = "Thursday for departure and Tuesday for arrival";

        assertThat(extraction.value(arrival, said, false, Set.of("departure")).map(JsonNode::asString))
                .contains("2026-11-24");
    }

    @Test
    void readsOneOfTheAllowedValues() {
        Parameter size = new Parameter(
                "size", "The size", DataType.STRING, null, List.of("large", "extra_large", "small"), true);
        assertThat(extraction
                        .value(size, "I'd like extra large", false, Set.of())
                        .map(JsonNode::asString))
                .contains("extra_large");
        assertThat(extraction.value(size, "medium", true, Set.of())).isEmpty();
    }

    private static Parameter parameter(String name, DataType type, @Nullable String pattern) {
        return new Parameter(name, "", type, pattern == null ? null : Pattern.compile(pattern), List.of(), true);
    }
}
