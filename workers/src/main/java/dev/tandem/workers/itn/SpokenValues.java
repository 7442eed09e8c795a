package dev.tandem.workers.itn;

import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.Variable;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

    /** Reads a code. With a pattern that cannot guide the search nothing is found, and the caller is asked again. */
    private static Reading code(String pattern, String text) {
        Optional<CodePattern> code = CodePattern.of(pattern);
        if (code.isEmpty()) {
            return new Reading.Nothing();
        }
        return Settlement.of(
                Repairs.of(text, Repairs.Kind.SPELLED),
                (part, _) -> codes(code.get(), part.text()).stream()
                        .map(Reading::text)
                        .toList());
    }

    private static List<String> codes(CodePattern pattern, String text) {
        return SpelledCode.likeliest(pattern, UtteranceWords.words(SpokenNumbers.withPauses(text))).stream()
                .map(SpelledCode.Match::code)
                .distinct()
                .toList();
    }
}
