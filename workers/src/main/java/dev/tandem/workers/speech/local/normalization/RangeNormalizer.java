package dev.tandem.workers.speech.local.normalization;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

/** Reads ranges: "Mon–Fri 9–5" is "Monday to Friday nine to five", "$5-$10" is "five to ten dollars". */
final class RangeNormalizer {

    /** Signs between the ends of a range: with a space on both sides or on none. */
    private static final String SIGN = "[-–‒~〜～]";

    private static final String TO = "(?:" + SIGN + "| " + SIGN + " )";

    /** What nothing may stand before that begins a range: it would be the middle of a date, a phone number or an id. */
    private static final String BEGIN = "(?<![\\w:.,/–-])";

    private static final String DAY =
            "(Mon(?:days?)?|Tue(?:s(?:days?)?)?|Wed(?:nesdays?)?|Thu(?:r(?:s(?:days?)?)?)?|Fri(?:days?)?|Sat(?:urdays?)?|Sun(?:days?)?)";

    private static final String MONTH =
            "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
                    + "|Nov(?:ember)?|Dec(?:ember)?)\\.?";

    private static final String HOUR = "(?:[01]?\\d|2[0-3])";
    private static final String HALF = " ?[AaPp]\\.?[Mm]\\b\\.?";
    private static final String TIME = HOUR + "(?::[0-5]\\d(?:" + HALF + ")?|" + HALF + ")";

    private static final String NUMBER = "\\d+(?:,\\d{3})*(?:\\.\\d+)?";
    private static final String AMOUNT = NUMBER + "(?: ?(?:thousand|million|billion)\\b|(?:bn|[kKM])\\b)?";
    private static final String UNIT = " ?(?:[€£$¥₹]|(?:USD|EUR|GBP|CHF|dollars|euros|pounds|cents)\\b)";
    private static final String END = "(?![\\d.,]\\d|\\w)";

    private static final Map<String, String> MONTHS = Map.ofEntries(
            Map.entry("Jan", "January"),
            Map.entry("Feb", "February"),
            Map.entry("Mar", "March"),
            Map.entry("Apr", "April"),
            Map.entry("May", "May"),
            Map.entry("Jun", "June"),
            Map.entry("Jul", "July"),
            Map.entry("Aug", "August"),
            Map.entry("Sep", "September"),
            Map.entry("Oct", "October"),
            Map.entry("Nov", "November"),
            Map.entry("Dec", "December"));

    static final List<Replacement> RULES = List.of(
            Replacement.of(
                    "\\b" + DAY + "\\.?" + TO + DAY + "\\b",
                    match -> day(match.group(1)) + " to " + day(match.group(2))),
            Replacement.of(
                    "\\b" + DAY + "(?=:? " + HOUR + "(?::\\d\\d)?(?:" + HALF + ")?" + TO + "\\d)",
                    match -> day(match.group(1))),
            Replacement.of(
                    "\\b" + MONTH + TO + MONTH + "(?!\\p{L})",
                    match -> month(match.group(1)) + " to " + month(match.group(2))),
            Replacement.of(
                    "\\b(" + MONTH + " \\d{1,2})" + TO + "(?=" + MONTH + " \\d|\\d{1,2}(?![\\w:./–-]))",
                    RangeNormalizer::first),
            Replacement.of(BEGIN + "(" + TIME + ")" + TO + "(?=" + HOUR + "(?![\\d/–-]))", RangeNormalizer::first),
            Replacement.of(BEGIN + "(" + HOUR + ")" + SIGN + "(?=" + TIME + ")", RangeNormalizer::first),
            Replacement.of("([$£€¥₹]) ?(" + AMOUNT + ")" + TO + "\\1 ?(" + AMOUNT + ")" + END, RangeNormalizer::money),
            Replacement.of("([$£€¥₹]) ?(" + AMOUNT + ")" + SIGN + "(" + AMOUNT + ")" + END, RangeNormalizer::money),
            Replacement.of(
                    BEGIN + "(" + NUMBER + ")" + UNIT + TO + "(?=" + NUMBER + UNIT + ")", RangeNormalizer::first),
            Replacement.of(BEGIN + "(" + NUMBER + ")" + TO + "(?=" + NUMBER + UNIT + ")", RangeNormalizer::first),
            Replacement.of(BEGIN + "(" + NUMBER + ") ?%" + TO + "(?=" + NUMBER + " ?%)", RangeNormalizer::first),
            Replacement.of(
                    BEGIN + "((?:19|20)\\d\\d)" + TO + "((?:19|20)\\d\\d)\\b(?![-–/.,]\\d)",
                    match -> NumberNormalizer.year(Integer.parseInt(match.group(1))) + " to "
                            + NumberNormalizer.year(Integer.parseInt(match.group(2)))),
            // A tilde between two numbers is no "about".
            Replacement.of("(?<=\\d)(?:[~〜～]| [~〜～] )(?=\\d)", " to "),
            // Behind a number, "min." is no minimum.
            Replacement.of("(\\d+) ?min(?:\\.(?=\\s+\\p{Ll})|(?=\\.(?:\\s|$)))", RangeNormalizer::minutes));

    private RangeNormalizer() {}

    private static String day(String written) {
        String name = Stream.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
                .filter(day -> day.startsWith(written.substring(0, 3)))
                .findFirst()
                .orElse(written);
        return written.endsWith("days") ? name + "s" : name;
    }

    private static String month(String written) {
        return MONTHS.getOrDefault(written.substring(0, 3), written);
    }

    private static String first(MatchResult match) {
        return match.group(1) + " to ";
    }

    /** Says the currency once, with the second amount, unless the first one has cents or a scale of its own. */
    private static String money(MatchResult match) {
        boolean whole = match.group(2).matches("[\\d,]+");
        return (whole ? "" : match.group(1)) + match.group(2) + " to " + match.group(1) + match.group(3);
    }

    private static String minutes(MatchResult match) {
        return match.group(1) + (NumberNormalizer.isOne(match.group(1)) ? " minute" : " minutes");
    }
}
