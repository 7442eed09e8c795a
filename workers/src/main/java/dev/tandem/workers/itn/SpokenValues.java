package dev.tandem.workers.itn;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.Variable;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Reads values from what a caller said. It knows English.
 *
 * @param now the call's time in its own zone; {@code tomorrow} is counted from it
 * @param region ISO 3166 country of phone numbers without a country code, of amounts without a currency, and of the
 *     order of day and month
 */
public record SpokenValues(ZonedDateTime now, String region) {

    /** Returns the country of a BCP 47 language tag; the United States if it names none. */
    public static String regionOf(String language) {
        String country = Locale.forLanguageTag(language).getCountry();
        return country.isEmpty() ? "US" : country;
    }

    /** Reads a value of the variable's type, pattern and allowed values. */
    public Reading read(Variable variable, String text) {
        List<String> allowed = variable.enumeration();
        if (!allowed.isEmpty()) {
            return variable.dataType() == DataType.STRING
                    ? new SpokenChoices(allowed).read(text)
                    : SpokenChoices.among(allowed, read(variable.dataType(), text));
        }
        String pattern = variable.pattern();
        boolean isCode = variable.dataType() == DataType.STRING || variable.dataType() == DataType.DIGITS;
        if (pattern != null && isCode) {
            return code(pattern, text);
        }
        return SpokenNames.isName(variable) ? SpokenNames.read(text) : read(variable.dataType(), text);
    }

    public Reading read(DataType type, String text) {
        return switch (type) {
            case STRING -> text.isBlank() ? new Reading.Nothing() : Reading.text(text.strip());
            case DIGITS -> SpokenNumbers.digits(text);
            case INTEGER -> SpokenNumbers.whole(text);
            case NUMBER -> SpokenNumbers.number(text);
            case BOOLEAN -> YesOrNo.read(text);
            case DATE -> new SpokenDates(now.toLocalDate(), region).read(text);
            case TIME -> SpokenTimes.read(text, now);
            case DATETIME -> new SpokenMoments(now, region).read(text);
            case PHONE -> new SpokenPhone(region).read(text);
            case EMAIL -> SpokenEmail.read(text);
            case CURRENCY -> SpokenMoney.read(text, region);
        };
    }

    /** Returns whether the caller corrects or denies something. */
    public static boolean isRepaired(String text) {
        return Repairs.of(text, Repairs.Kind.PLAIN).size() > 1;
    }

    /**
     * Reads a code. A variable's pattern is RE2's; the search is guided by the same pattern read as Java's, if that is
     * possible.
     */
    private static Reading code(String pattern, String text) {
        try {
            var guide = java.util.regex.Pattern.compile(pattern);
            Predicate<String> fits = wholly(pattern);
            return Settlement.of(
                    Repairs.of(text, Repairs.Kind.SPELLED),
                    (part, _) -> codes(guide, part.text()).stream()
                            .filter(fits)
                            .map(Reading::text)
                            .toList());
        } catch (java.util.regex.PatternSyntaxException notJava) {
            return new Reading.Nothing();
        }
    }

    /** A pattern of a tool's schema may be of another dialect; then the search alone finds what fits. */
    private static Predicate<String> wholly(String pattern) {
        try {
            Pattern compiled = Pattern.compile(pattern);
            return compiled::matches;
        } catch (PatternSyntaxException notRe2) {
            return _ -> true;
        }
    }

    private static List<String> codes(java.util.regex.Pattern guide, String text) {
        return SpelledCode.likeliest(guide, UtteranceWords.words(SpokenNumbers.withPauses(text))).stream()
                .map(SpelledCode.Match::code)
                .distinct()
                .toList();
    }
}
