package dev.tandem.workers.itn;

import com.google.re2j.Pattern;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.Variable;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads values from what a caller said. It knows English.
 *
 * @param now the call's time in its own zone; {@code tomorrow} is counted from it
 * @param region ISO 3166 country of phone numbers without a country code, of amounts without a currency, and of the
 *     order of day and month
 */
public record SpokenValues(ZonedDateTime now, String region) {

    private static final java.util.regex.Pattern OR =
            java.util.regex.Pattern.compile("\\bor\\b", java.util.regex.Pattern.CASE_INSENSITIVE);

    /** Returns the country of a BCP 47 language tag; the United States if it names none. */
    public static String regionOf(String language) {
        String country = Locale.forLanguageTag(language).getCountry();
        return country.isEmpty() ? "US" : country;
    }

    /** Reads a value of the variable's type, pattern and allowed values. */
    public Reading read(Variable variable, String text) {
        if (!variable.enumeration().isEmpty()) {
            return SpokenChoices.read(variable.enumeration(), text);
        }
        String pattern = variable.pattern();
        boolean isCode = variable.dataType() == DataType.STRING || variable.dataType() == DataType.DIGITS;
        return pattern != null && isCode ? code(pattern, text) : read(variable.dataType(), text);
    }

    public Reading read(DataType type, String text) {
        Set<JsonNode> alternatives = new LinkedHashSet<>();
        if (type != DataType.STRING && type != DataType.EMAIL && type != DataType.BOOLEAN) {
            OR.splitAsStream(text).forEach(part -> one(type, part).clear().ifPresent(alternatives::add));
        }
        return alternatives.size() > 1
                ? new Reading.Unclear("could be " + String.join(" or ", words(alternatives)) + "; ask which")
                : one(type, text);
    }

    private Reading one(DataType type, String text) {
        return switch (type) {
            case STRING -> text.isBlank() ? new Reading.Nothing() : Reading.text(text.strip());
            case DIGITS -> SpokenNumbers.digits(text);
            case INTEGER -> SpokenNumbers.whole(text);
            case NUMBER -> SpokenNumbers.number(text);
            case BOOLEAN -> YesOrNo.read(text);
            case DATE -> new SpokenDates(now.toLocalDate(), region).read(text);
            case TIME -> SpokenTimes.read(text, now);
            case DATETIME -> new SpokenMoments(now, region).read(text);
            case PHONE -> SpokenContacts.readPhone(text, region);
            case EMAIL -> SpokenContacts.readEmail(text);
            case CURRENCY -> SpokenMoney.read(text, region);
        };
    }

    /**
     * Reads a code. A variable's pattern is RE2's; the search is guided by the same pattern read as Java's, if that is
     * possible.
     */
    private static Reading code(String pattern, String text) {
        try {
            return Reading.of(SpelledCode.find(java.util.regex.Pattern.compile(pattern), UtteranceWords.words(text))
                    .filter(match -> Pattern.matches(pattern, match.code()))
                    .map(match ->
                            (JsonNode) tools.jackson.databind.node.JsonNodeFactory.instance.stringNode(match.code())));
        } catch (java.util.regex.PatternSyntaxException notJava) {
            return new Reading.Nothing();
        }
    }

    private static List<String> words(Set<JsonNode> values) {
        return values.stream()
                .map(value -> value.isObject()
                        ? value.path("amount").asString() + " "
                                + value.path("currency").asString()
                        : value.asString())
                .toList();
    }
}
