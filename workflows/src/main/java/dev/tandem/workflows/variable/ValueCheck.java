package dev.tandem.workflows.variable;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Checks whether a value fits a variable: its type, pattern and allowed values. A misfit is a clause that a model can
 * act on.
 *
 * <p>Patterns are RE2's, which match in linear time, so that none can hold a call workflow up. A value is never checked
 * against data of a library or the JDK that may change (currencies, phone number plans), so that a replay decides as
 * the call did.
 */
public final class ValueCheck {

    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,64}");
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,4})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /** The longest text that a variable holds, in characters. */
    private static final int LONGEST_TEXT = 2_000;

    private ValueCheck() {}

    /** Returns why {@code value} does not fit; empty: it fits. */
    public static Optional<String> misfit(Variable variable, JsonNode value) {
        return typeMisfit(variable.dataType(), value)
                .or(() -> patternMisfit(variable, value))
                .or(() -> enumerationMisfit(variable, value));
    }

    public static Optional<String> typeMisfit(DataType type, JsonNode value) {
        return switch (type) {
            case STRING -> unless(isText(value), "must be a text of 1 to " + LONGEST_TEXT + " characters");
            case INTEGER ->
                unless(value.isIntegralNumber() && value.canConvertToLong(), "must be a whole number, as a number");
            case NUMBER ->
                unless(value.isNumber() && Double.isFinite(value.asDouble(Double.NaN)), "must be a number, not a text");
            case BOOLEAN -> unless(value.isBoolean(), "must be true or false");
            case DATE -> unless(parses(value, LocalDate::parse), "must be a date such as 2026-03-31");
            case TIME -> unless(parses(value, LocalTime::parse), "must be a time of day such as 14:30");
            case DATETIME ->
                unless(
                        parses(value, OffsetDateTime::parse),
                        "must be a date and time with offset such as 2026-03-31T14:30:00+02:00");
            case PHONE ->
                unless(matches(value, PHONE), "must be a phone number with country code such as +14155550100");
            case EMAIL -> unless(matches(value, EMAIL), "must be an email address such as jane@example.org");
            case DIGITS -> unless(matches(value, DIGITS), "must be digits only, such as 0042");
            case CURRENCY ->
                unless(isCurrency(value), "must be an amount such as {\"amount\": \"12.50\", \"currency\": \"EUR\"}");
        };
    }

    /** Returns whether values of this type are JSON strings, to which a pattern can apply. */
    public static boolean isTextual(DataType type) {
        return switch (type) {
            case STRING, DATE, TIME, DATETIME, PHONE, EMAIL, DIGITS -> true;
            case INTEGER, NUMBER, BOOLEAN, CURRENCY -> false;
        };
    }

    private static Optional<String> patternMisfit(Variable variable, JsonNode value) {
        String pattern = variable.pattern();
        return pattern == null || !value.isString()
                ? Optional.empty()
                : unless(Pattern.matches(pattern, value.stringValue()), "must have the form " + pattern);
    }

    private static Optional<String> enumerationMisfit(Variable variable, JsonNode value) {
        return variable.enumeration().isEmpty()
                ? Optional.empty()
                : unless(
                        variable.enumeration().stream().anyMatch(allowed -> same(allowed, value)),
                        "must be one of: " + String.join(", ", variable.enumeration()));
    }

    private static boolean same(String allowed, JsonNode value) {
        return value.isNumber()
                ? value.decimalValue().compareTo(new BigDecimal(allowed)) == 0
                : value.asString("").equals(allowed);
    }

    private static boolean isText(JsonNode value) {
        return value.isString()
                && !value.stringValue().isBlank()
                && value.stringValue().length() <= LONGEST_TEXT;
    }

    private static boolean matches(JsonNode value, Pattern pattern) {
        return isText(value) && pattern.matches(value.stringValue());
    }

    private static boolean parses(JsonNode value, Function<String, ?> parser) {
        if (!isText(value)) {
            return false;
        }
        try {
            var _ = parser.apply(value.stringValue());
            return true;
        } catch (DateTimeException notOfThisForm) {
            return false;
        }
    }

    private static boolean isCurrency(JsonNode value) {
        return value.isObject()
                && value.size() == 2
                && matches(value.path("amount"), AMOUNT)
                && matches(value.path("currency"), CURRENCY);
    }

    private static Optional<String> unless(boolean fits, String reason) {
        return fits ? Optional.empty() : Optional.of(reason);
    }
}
