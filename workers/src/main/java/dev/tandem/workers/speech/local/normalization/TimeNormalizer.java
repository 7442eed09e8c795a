package dev.tandem.workers.speech.local.normalization;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/** Reads dates and times of day. */
final class TimeNormalizer {

    private static final String MONTH =
            "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
                    + "|Nov(?:ember)?|Dec(?:ember)?)\\.?";

    private static final String DAY = "(3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?";

    /** The dot of "p.m." stays where it also ends the sentence. */
    private static final String HALF = "(?: ?([AaPp])\\.? ?[Mm]\\b(?:\\.(?!\\s*$|\\s+\\p{Lu}))?)";

    static final List<Replacement> RULES = List.of(
            Replacement.of(
                    "\\b(\\d{4})-(\\d{2})-(\\d{2})(?:T(?=\\d)|\\b)",
                    match -> date(match, match.group(1), match.group(2), match.group(3)) + " "),
            Replacement.of(
                    "\\b(\\d{1,2})/(\\d{1,2})/(\\d{4})\\b",
                    match -> date(match, match.group(3), match.group(1), match.group(2))),
            Replacement.of(
                    "\\b" + MONTH + " " + DAY + "(?:,? (\\d{4}))?(?![\\w%:]|[.,]\\d)",
                    match -> monthAndDay(match.group(1), match.group(2), match.group(3))),
            Replacement.of(
                    "\\b(?:[Tt]he )?" + DAY + "(?: of)? " + MONTH + "(?:,? (\\d{4}))?(?![\\w%])",
                    match -> monthAndDay(match.group(2), match.group(1), match.group(3))),
            Replacement.of(
                    "\\b" + MONTH + ",? ((?:19|20)\\d{2})\\b",
                    match -> month(match.group(1)) + " " + NumberNormalizer.year(Integer.parseInt(match.group(2)))),
            Replacement.of(
                    "\\b([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d)(?:\\.\\d+)?)?(?:Z\\b)?" + HALF + "?",
                    TimeNormalizer::time),
            Replacement.of("\\b(1[0-2]|0?[1-9])" + HALF, match -> hour(match.group(1)) + half(match.group(2))));

    private TimeNormalizer() {}

    /** Reads a date. What was written stays if there is no such day. */
    private static String date(MatchResult match, String year, String month, String day) {
        try {
            LocalDate date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return monthAndDay(name(date.getMonth()), day, year);
        } catch (DateTimeException e) {
            return match.group();
        }
    }

    private static String monthAndDay(String month, String day, @Nullable String year) {
        String spoken = month(month) + " " + NumberNormalizer.ordinal(Long.parseLong(day));
        return year == null ? spoken : spoken + ", " + NumberNormalizer.year(Integer.parseInt(year));
    }

    private static String month(String written) {
        for (Month month : Month.values()) {
            if (name(month).startsWith(written.substring(0, 3))) {
                return name(month);
            }
        }
        return written;
    }

    private static String name(Month month) {
        return month.getDisplayName(TextStyle.FULL, Locale.US);
    }

    private static String time(MatchResult match) {
        int hour = Integer.parseInt(match.group(1));
        int minute = Integer.parseInt(match.group(2));
        String half = match.group(4);
        boolean afternoon = hour > 12 || hour == 0;
        String suffix = half != null ? half(half) : afternoon ? half(hour == 0 ? "a" : "p") : "";
        String minutes = minute == 0
                ? (suffix.isEmpty() ? " o'clock" : "")
                : (minute < 10 ? " oh " : " ") + NumberNormalizer.number(String.valueOf(minute));
        return hour(String.valueOf(hour)) + minutes + suffix;
    }

    private static String hour(String written) {
        int hour = Integer.parseInt(written) % 12;
        return NumberNormalizer.number(String.valueOf(hour == 0 ? 12 : hour));
    }

    private static String half(String letter) {
        return " " + letter.toUpperCase(Locale.ROOT) + " M";
    }
}
