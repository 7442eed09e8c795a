package dev.tandem.workers.itn;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads phone numbers and email addresses. */
final class SpokenContacts {

    private static final Pattern EMAIL = Pattern.compile("[a-z0-9._%+-]+@[a-z0-9-]+(?:\\.[a-z0-9-]+)+");
    private static final Pattern EMAIL_LEAD =
            Pattern.compile("^.*\\b(?:is|it's|address|email|mail)\\s+(?=.*(?:@| at ))", Pattern.CASE_INSENSITIVE);
    /** The shortest national number that could be complete, by the practice of ITU-T E.164. */
    private static final Pattern PHONE_DIGITS = Pattern.compile("\\d{7,15}");

    private static final Pattern SOME_DIGITS = Pattern.compile("\\d{4,30}");
    private static final Pattern AT = Pattern.compile("@|\\w at(?: sign)? \\w", Pattern.CASE_INSENSITIVE);

    private SpokenContacts() {}

    /**
     * Reads a phone number.
     *
     * @return E.164
     */
    static Optional<String> phone(String text, String region) {
        PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
        for (var match : phones.findNumbers(text, region)) {
            return Optional.of(phones.format(match.number(), PhoneNumberFormat.E164));
        }
        boolean international = text.contains("+") || UtteranceWords.words(text).contains("plus");
        return SpelledCode.find(PHONE_DIGITS, UtteranceWords.words(text))
                .flatMap(match -> possible(phones, (international ? "+" : "") + match.code(), region));
    }

    /** Reads a phone number like {@link #phone}. One that is too short or too long is unclear. */
    static Reading readPhone(String text, String region) {
        Optional<String> number = phone(text, region);
        if (number.isPresent()) {
            return Reading.text(number.get());
        }
        return SpelledCode.find(SOME_DIGITS, UtteranceWords.words(text))
                .<Reading>map(match -> new Reading.Unclear("has " + match.code().length()
                        + " digits, which make no phone number here; ask for the whole number"))
                .orElseGet(Reading.Nothing::new);
    }

    /** Reads an address like {@link #email}. One without its domain is unclear. */
    static Reading readEmail(String text) {
        Optional<String> address = email(text);
        if (address.isPresent()) {
            return Reading.text(address.get());
        }
        return AT.matcher(text).find()
                ? new Reading.Unclear("has no domain such as example.com; ask for the whole address, spelled")
                : new Reading.Nothing();
    }

    private static Optional<String> possible(PhoneNumberUtil phones, String digits, String region) {
        try {
            var number = phones.parse(digits, region);
            return phones.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    ? Optional.of(phones.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException notAPhoneNumber) {
            return Optional.empty();
        }
    }

    static Optional<String> email(String text) {
        return firstEmail(text.toLowerCase(Locale.ROOT))
                .or(() -> Pattern.compile("[,;!?]\\s+")
                        .splitAsStream(text)
                        .flatMap(part -> firstEmail(joined(part)).stream())
                        .findFirst())
                .or(() -> firstEmail(joined(text)));
    }

    private static Optional<String> firstEmail(String text) {
        return EMAIL.matcher(text).results().map(match -> match.group()).findFirst();
    }

    /** Joins {@code j smith at example dot com} to {@code jsmith@example.com}. */
    private static String joined(String text) {
        List<String> words = List.of(EMAIL_LEAD
                .matcher(text.toLowerCase(Locale.ROOT))
                .replaceFirst("")
                .replaceAll("[.,!?]+(\\s|$)", " ")
                .strip()
                .split("\\s+", -1));
        StringBuilder joined = new StringBuilder();
        for (String word : words) {
            if (word.equals("sign")) {
                continue;
            }
            Integer digit = NumberWords.unit(word);
            joined.append(
                    switch (word) {
                        case "at" -> "@";
                        case "dot", "point", "period" -> ".";
                        case "underscore" -> "_";
                        case "dash", "hyphen", "minus" -> "-";
                        case "plus" -> "+";
                        default -> digit == null ? word : digit.toString();
                    });
        }
        return joined.toString();
    }
}
