package dev.tandem.api.given;

import dev.tandem.api.phonenumber.E164;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.Variable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Brings a value as another system writes it into the form that calls use: {@code "42"} becomes 42. Only what has one
 * meaning is changed. Anything else stays as it came, and the check of its type refuses it.
 *
 * @param region ISO 3166 country of phone numbers that name none
 */
record NormalForm(String region) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** No text that is longer can be one of these types. */
    private static final int LONGEST = 100;

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,30}(?:\\.[0-9]{1,30})?");
    private static final Pattern AMOUNT = Pattern.compile("[+-]?[0-9]{1,15}(?:\\.[0-9]{1,4})?");
    private static final Pattern MONEY =
            Pattern.compile("(?:([A-Za-z]{3}) ?)?([+-]?[0-9]{1,15}(?:\\.[0-9]{1,4})?)(?: ?([A-Za-z]{3}))?");
    private static final Pattern SEPARATED_DIGITS = Pattern.compile("[0-9](?:[ -]?[0-9]){0,63}");

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm[:ss]", Locale.ROOT);

    JsonNode of(Variable variable, JsonNode value) {
        JsonNode normal = ofType(variable.dataType(), value);
        return normal.isString() ? JSON.stringNode(allowed(variable, normal.stringValue())) : normal;
    }

    /** Writes an allowed value as the document does, if exactly one differs from the text only in case. */
    private static String allowed(Variable variable, String text) {
        List<String> same = variable.enumeration().stream()
                .filter(allowed -> allowed.equalsIgnoreCase(text.strip()))
                .toList();
        return same.size() == 1 ? same.getFirst() : text;
    }

    private JsonNode ofType(DataType type, JsonNode value) {
        return switch (type) {
            case STRING -> value.isIntegralNumber() ? JSON.stringNode(value.asString()) : value;
            case INTEGER -> integer(value).orElse(value);
            case NUMBER ->
                text(value, DECIMAL)
                        .<JsonNode>map(text -> JSON.numberNode(new BigDecimal(text)))
                        .orElse(value);
            case BOOLEAN -> truth(value).orElse(value);
            case DATE -> read(value, NormalForm::date).orElse(value);
            case TIME -> read(value, NormalForm::time).orElse(value);
            case DATETIME -> read(value, NormalForm::dateTime).orElse(value);
            case PHONE ->
                word(value)
                        .flatMap(text -> E164.of(text, region))
                        .<JsonNode>map(JSON::stringNode)
                        .orElse(value);
            case EMAIL -> word(value).<JsonNode>map(JSON::stringNode).orElse(value);
            case DIGITS -> digits(value).orElse(value);
            case CURRENCY -> currency(value).orElse(value);
        };
    }

    private static Optional<JsonNode> integer(JsonNode value) {
        Optional<BigDecimal> written = value.isNumber() && !value.isIntegralNumber()
                ? whole(value)
                : text(value, INTEGER).map(BigDecimal::new);
        return written.filter(number -> number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0)
                .map(number -> JSON.numberNode(number.longValueExact()));
    }

    /** Returns the value of a number such as 42.0. A huge exponent is not written out. */
    private static Optional<BigDecimal> whole(JsonNode value) {
        BigDecimal number = value.decimalValue();
        boolean small = number.precision() - number.scale() <= 19 && number.scale() <= LONGEST;
        return small && number.stripTrailingZeros().scale() <= 0 ? Optional.of(number) : Optional.empty();
    }

    private static Optional<JsonNode> truth(JsonNode value) {
        return word(value)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> text.equals("true") || text.equals("false"))
                .map(text -> JSON.booleanNode(text.equals("true")));
    }

    /** A time of midnight, with or without an offset, belongs to the date that stands before it. */
    private static String date(String text) {
        if (text.length() <= 10) {
            return LocalDate.parse(text).toString();
        }
        LocalDateTime moment = DATE_TIME.parse(text, LocalDateTime::from);
        if (!moment.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new DateTimeException("not a date alone");
        }
        return moment.toLocalDate().toString();
    }

    private static String time(String text) {
        return text.length() <= 8
                ? LocalTime.parse(text, TIME).toString()
                : LocalTime.parse(text).toString();
    }

    private static String dateTime(String text) {
        return OffsetDateTime.parse(text, DATE_TIME).toString();
    }

    private static Optional<JsonNode> digits(JsonNode value) {
        return value.isIntegralNumber() && value.bigIntegerValue().signum() >= 0
                ? Optional.of(JSON.stringNode(value.asString()))
                : text(value, SEPARATED_DIGITS).map(text -> JSON.stringNode(text.replaceAll("[ -]", "")));
    }

    private static Optional<JsonNode> currency(JsonNode value) {
        if (value.isObject()) {
            Optional<String> amount = value.path("amount").isNumber()
                    ? Optional.of(value.path("amount").decimalValue())
                            .filter(number -> number.precision() <= LONGEST && Math.abs(number.scale()) <= LONGEST)
                            .map(BigDecimal::toPlainString)
                            .filter(text -> AMOUNT.matcher(text).matches())
                    : text(value.path("amount"), AMOUNT);
            return value.size() == 2
                    ? amount.flatMap(text -> money(text, value.path("currency").asString("")))
                    : Optional.empty();
        }
        return word(value)
                .filter(text -> text.length() <= LONGEST)
                .map(MONEY::matcher)
                .filter(Matcher::matches)
                .filter(parts -> (parts.group(1) == null) != (parts.group(3) == null))
                .flatMap(parts -> money(parts.group(2), parts.group(1) == null ? parts.group(3) : parts.group(1)));
    }

    private static Optional<JsonNode> money(String amount, String currency) {
        String plain = amount.startsWith("+") ? amount.substring(1) : amount;
        return Optional.of(JSON.objectNode()
                .put("amount", plain)
                .put("currency", currency.strip().toUpperCase(Locale.ROOT)));
    }

    private static Optional<JsonNode> read(JsonNode value, Function<String, String> reader) {
        return word(value).filter(text -> text.length() <= LONGEST).flatMap(text -> {
            try {
                return Optional.of(JSON.stringNode(reader.apply(text)));
            } catch (DateTimeException another) {
                return Optional.empty();
            }
        });
    }

    private static Optional<String> text(JsonNode value, Pattern form) {
        return word(value)
                .filter(text -> text.length() <= LONGEST)
                .filter(text -> form.matcher(text).matches());
    }

    /** Returns the text of a string without blanks around it, or of a whole number. */
    private static Optional<String> word(JsonNode value) {
        return value.isString() || value.isIntegralNumber()
                ? Optional.of(value.asString().strip())
                : Optional.empty();
    }
}
