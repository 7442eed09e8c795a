package dev.tandem.api.phonenumber;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/** Reads phone numbers, and writes them as ITU-T E.164 does: {@code +} and at most 15 digits. */
public final class E164 {

    private static final String NO_COUNTRY = "ZZ";

    private E164() {}

    /** @return empty if the text is not a number of any country, or does not name its country */
    public static Optional<String> of(String text) {
        return of(text, NO_COUNTRY);
    }

    /**
     * @param region ISO 3166 country of a number that does not name its own
     * @return empty if the text is no whole number
     */
    public static Optional<String> of(String text, String region) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse(text, region);
            return numbers.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }
}
