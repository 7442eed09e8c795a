package dev.tandem.workers.listen;

import com.google.re2j.Pattern;
import dev.tandem.workers.itn.UtteranceWords;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a caller dictates piece by piece, at the end of what they have said so far: a number or a code, a name that
 * is spelled, the parts of an address. People pause longer between such pieces than between words.
 *
 * @param code the pieces of a number or code put together, letters in upper case: {@code A1234} of "it is A one, two 34",
 *     {@code SMI} of "S, M, I"; empty if there is none
 * @param goesOn whether more pieces most likely follow, by the way in which they are said
 */
record Dictation(String code, boolean goesOn) {

    private static final Dictation NONE = new Dictation("", false);

    /** Letters by their names in the alphabets of telephony. */
    private static final String LETTER =
            "(?:\\pL|alpha|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliett?|kilo|lima"
                    + "|mike|november|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|xray|x ray|yankee|zulu)";

    /** What is said before the first piece. */
    private static final String LEADING_IN =
            "(?:it's|it is|that's|that is|is|spelled|spelt|letters?|digits?|number|starts with|first|yes|okay|um|uh)";

    /** Two letters or more at the end, or one that is explained: {@code S as in Sam}. */
    private static final Pattern SPELLED = Pattern.compile("(?:^| )(?:" + LETTER + "(?: (?:double )?" + LETTER
            + ")+|[b-hj-z] (?:as in|like|for) \\pL+|\\pL as in \\pL+|double \\pL)$"
            + "|^ (?:" + LEADING_IN + " )*[b-hj-z]$|^ [ai]$");

    /** A digit, and before it nothing but words that lead to one: the first of a number. */
    private static final Pattern FIRST_DIGIT =
            Pattern.compile("^ (?:" + LEADING_IN + " )*(?:\\d|zero|one|two|three|four|five|six|seven|eight|nine)$");

    private static final String STREET =
            "(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|place|square"
                    + "|terrace|way|highway|hwy|parkway|close|crescent|gardens|mews|row)";

    /** A house with its street, or a part of a house; what is behind it belongs to the address, too. */
    private static final Pattern ADDRESS = Pattern.compile("(?:^| )(?:\\d+(?: \\pL)? (?:\\pL+ ){1,4}" + STREET
            + "|(?:apartment|apt|suite|unit|flat|floor) (?:number )?[\\pL\\d]+)(?: |$)");

    /** A postcode, which ends an address: five digits, or those of Britain and Canada. */
    private static final Pattern POSTCODE = Pattern.compile(
            "(?:^| )(?:\\d{5}|\\pL{1,2} ?\\d{1,2} ?\\pL? \\d ?\\pL{2}|\\pL ?\\d ?\\pL \\d ?\\pL ?\\d)$");

    /** An e-mail address that is not whole: its end is still to come. */
    private static final Pattern MAIL = Pattern.compile(" (?:dot|at|underscore|dash|hyphen|slash|plus)$| at \\pL+$");

    /** The most words behind the street that still belong to the address. */
    private static final int ADDRESS_REACH = 12;

    static Dictation endOf(String transcript) {
        List<String> words = UtteranceWords.words(transcript);
        StringBuilder code = new StringBuilder();
        int pieces = 0;
        for (String word : words.reversed()) {
            String piece = piece(word);
            if (piece == null) {
                break;
            }
            code.insert(0, piece);
            pieces++;
        }
        String said = " " + String.join(" ", words);
        boolean digits = code.chars().anyMatch(Character::isDigit);
        boolean dictated = (digits && code.length() > 1)
                || pieces > 1
                || FIRST_DIGIT.matcher(said).find();
        boolean open = SPELLED.matcher(said).find() || isOpenAddress(words) || isOpenMail(said);
        if (!dictated) {
            return open ? new Dictation("", true) : NONE;
        }
        boolean byPieces = pieces > 1 || code.chars().anyMatch(Character::isLetter);
        return new Dictation(code.toString().toUpperCase(Locale.ROOT), open || byPieces);
    }

    private static boolean isOpenAddress(List<String> words) {
        int from = Math.max(0, words.size() - ADDRESS_REACH);
        String said = String.join(" ", words.subList(from, words.size()));
        return ADDRESS.matcher(said).find() && !POSTCODE.matcher(said).find();
    }

    private static boolean isOpenMail(String said) {
        return MAIL.matcher(said).find() && (said.contains(" dot ") || said.contains(" mail "));
    }

    /** Whether there is a number or a code. */
    boolean isThere() {
        return !code.isEmpty();
    }

    /**
     * Whether the code matches a pattern that the caller is asked for. Its first pieces may be words that only sound
     * like one.
     */
    boolean isWhole(Collection<Pattern> wanted) {
        for (int from = 0; from < code.length(); from++) {
            String rest = code.substring(from);
            if (wanted.stream().anyMatch(pattern -> pattern.matcher(rest).matches())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String piece(String word) {
        boolean spelled = word.length() == 1 || Character.isDigit(word.charAt(0));
        return spelled ? word : UtteranceWords.digit(word);
    }
}
