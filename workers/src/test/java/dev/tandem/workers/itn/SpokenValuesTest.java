package dev.tandem.workers.itn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Reads the values in the tables of the page for users. */
class SpokenValuesTest {

    private static final Path PAGE = Path.of("..", "docs", "spoken-values.md");
    private static final Pattern HEADING = Pattern.compile("## (\\w+)(?: (?:with|for) .*?: (.*))?");
    private static final Pattern ROW = Pattern.compile("\\| (.+) \\| (`.*`|\\? .*|—) \\|");

    private final SpokenValues spoken =
            new SpokenValues(ZonedDateTime.parse("2026-11-25T15:00:00-05:00[America/New_York]"), "US");

    /**
     * A row of the table.
     *
     * @param constraint a pattern in backquotes, or allowed values
     */
    record Row(DataType type, @Nullable String constraint, String said, String value) {}

    @ParameterizedTest
    @MethodSource("rows")
    void readsAsThePageSays(Row row) {
        assertThat(written(spoken.read(variable(row), row.said()))).isEqualTo(row.value());
    }

    @Test
    void thePageHasAtLeast150Forms() {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(150);
    }

    @Test
    void dayAndMonthComeInTheOrderOfTheRegion() {
        SpokenValues british = new SpokenValues(spoken.now(), "GB");

        assertThat(written(british.read(DataType.DATE, "4/7/2027"))).isEqualTo("`2027-07-04`");
        assertThat(written(spoken.read(DataType.DATE, "4/7/2027"))).isEqualTo("`2027-04-07`");
    }

    @Test
    void aDayIsCountedFromTheCallsOwnClockAndZone() {
        SpokenValues afterMidnight =
                new SpokenValues(ZonedDateTime.parse("2026-11-26T00:10:00+01:00[Europe/Vienna]"), "AT");

        assertThat(written(afterMidnight.read(DataType.DATE, "tomorrow"))).isEqualTo("`2026-11-27`");
    }

    private static String written(Reading reading) {
        return switch (reading) {
            case Reading.Value value -> "`" + text(value.value()) + "`";
            case Reading.Unclear unclear -> "? " + unclear.reason();
            case Reading.Nothing _ -> "—";
        };
    }

    private static String text(JsonNode value) {
        return value.isObject()
                ? value.path("amount").asString() + " " + value.path("currency").asString()
                : value.asString();
    }

    private static Variable variable(Row row) {
        String constraint = row.constraint();
        boolean isPattern = constraint != null && constraint.startsWith("`");
        boolean isName = constraint != null && constraint.endsWith("_name");
        List<String> allowed =
                constraint == null || isPattern || isName ? List.of() : List.of(constraint.split(", ", -1));
        return Variable.constraint(
                isName && constraint != null ? constraint : "v",
                "",
                row.type(),
                isPattern && constraint != null ? constraint.replace("`", "") : null,
                allowed);
    }

    static Stream<Row> rows() {
        List<Row> rows = new ArrayList<>();
        DataType type = DataType.STRING;
        String constraint = null;
        for (String line : lines()) {
            Matcher heading = HEADING.matcher(line);
            Matcher row = ROW.matcher(line);
            Optional<DataType> named = heading.matches() ? DataType.of(heading.group(1)) : Optional.empty();
            if (named.isPresent()) {
                type = named.get();
                constraint = heading.group(2);
            } else if (row.matches()) {
                rows.add(new Row(type, constraint, row.group(1), row.group(2)));
            }
        }
        return rows.stream();
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(PAGE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
