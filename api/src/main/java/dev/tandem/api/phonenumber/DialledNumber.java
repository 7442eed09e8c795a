package dev.tandem.api.phonenumber;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.MatchType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A number as a phone or a SIP bridge writes it: E.164, with an international prefix, in its country's own form, or in a
 * SIP address.
 *
 * @param text what stands there, as far as it can be shown
 * @param digits with a {@code +} if there was one; empty: it is no number
 */
public record DialledNumber(String text, String digits) {

    /** Longest text that is shown. */
    private static final int LONGEST = 64;

    private static final Pattern ADDRESS = Pattern.compile("(?i)(?:.*<)?(?:sips?:|tel:)?([^@;>]*).*");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9 ()./-]{1,40}");

    /** Prefixes of international calls: of most countries, and of North America. */
    private static final String[] INTERNATIONAL = {"00", "011"};

    public static DialledNumber of(String written) {
        String shown = written.substring(0, Math.min(written.length(), LONGEST)).replaceAll("[^\\x20-\\x7e]", "?");
        Matcher address = ADDRESS.matcher(shown);
        String number = address.matches() ? address.group(1).strip() : "";
        boolean isNumber = NUMBER.matcher(number).matches();
        return new DialledNumber(shown, isNumber ? number.replaceAll("[^+0-9]", "") : "");
    }

    /** Returns the number as E.164; empty if it does not name its country. */
    public Optional<String> e164() {
        if (digits.startsWith("+")) {
            return E164.of(digits);
        }
        return Stream.of(INTERNATIONAL)
                .filter(digits::startsWith)
                .flatMap(prefix -> E164.of("+" + digits.substring(prefix.length())).stream())
                .findFirst()
                .or(() -> E164.of("+" + digits));
    }

    /** Returns the digits with which every number ends that this one may mean in some country. */
    public String ending() {
        return digits.startsWith("+") ? "" : digits.replaceFirst("^0+", "");
    }

    /** Whether this is the number as its country writes it at home. */
    public boolean means(String e164) {
        MatchType match = PhoneNumberUtil.getInstance().isNumberMatch(e164, digits);
        return match == MatchType.EXACT_MATCH || match == MatchType.NSN_MATCH;
    }
}
