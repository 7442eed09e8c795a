package dev.tandem.workers.itn;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads spoken dates.
 *
 * @param today in the call's time zone; a day without a year is the next one that is not past
 * @param region ISO 3166: in the US the month comes first
 */
record SpokenDates(LocalDate today, String region) {

    private static final Pattern ISO = Pattern.compile("\\b(\\d{4}-\\d{2}-\\d{2})\\b");
    private static final Pattern NUMERIC = Pattern.compile("\\b(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d{2}))?\\b");
    private static final Pattern ORDINAL_SUFFIX = Pattern.compile("(?<=\\d)(?:st|nd|rd|th)\\b");

    private static final Map<String, Integer> ORDINALS = Map.ofEntries(
            Map.entry("first", 1),
            Map.entry("second", 2),
            Map.entry("third", 3),
            Map.entry("fourth", 4),
            Map.entry("fifth", 5),
            Map.entry("sixth", 6),
            Map.entry("seventh", 7),
            Map.entry("eighth", 8),
            Map.entry("ninth", 9),
            Map.entry("tenth", 10),
            Map.entry("eleventh", 11),
            Map.entry("twelfth", 12),
            Map.entry("thirteenth", 13),
            Map.entry("fourteenth", 14),
            Map.entry("fifteenth", 15),
            Map.entry("sixteenth", 16),
            Map.entry("seventeenth", 17),
            Map.entry("eighteenth", 18),
            Map.entry("nineteenth", 19),
            Map.entry("twentieth", 20),
            Map.entry("thirtieth", 30));

    Reading read(String text) {
        try {
            Optional<LocalDate> date = written(text).or(() -> {
                List<String> words =
                        UtteranceWords.words(ORDINAL_SUFFIX.matcher(text).replaceAll(""));
                return relative(words, today)
                        .or(() -> monthAndDay(words, today))
                        .or(() -> weekday(words, today))
                        .or(() -> dayOfMonth(words));
            });
            return date.isPresent() ? certain(text, date.get()) : vague(UtteranceWords.words(text));
        } catch (DateTimeException noSuchDay) {
            return new Reading.Unclear("is no day of the calendar; ask for the date again");
        }
    }

    /**
     * Checks that a date is clear: {@code next Friday}, said on a Wednesday, is in two days for some people and in nine
     * for others.
     */
    private Reading certain(String text, LocalDate date) {
        List<String> words = UtteranceWords.words(text);
        int weekday = weekdayAfter(words, "next");
        boolean thisWeek = weekday > 0 && date.isAfter(today) && !date.isAfter(today.with(DayOfWeek.SUNDAY));
        return thisWeek
                ? new Reading.Unclear("could be " + date + " or " + date.plusWeeks(1) + "; ask which")
                : Reading.text(date.toString());
    }

    private static int weekdayAfter(List<String> words, String before) {
        int at = words.indexOf(before);
        return at >= 0 && at + 1 < words.size() && isWeekday(words.get(at + 1)) ? at + 1 : 0;
    }

    private static boolean isWeekday(String word) {
        return Stream.of(DayOfWeek.values()).anyMatch(day -> word.equals(nameOf(day)));
    }

    private static String nameOf(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.US).toLowerCase(Locale.ROOT);
    }

    private static Reading vague(List<String> words) {
        for (String span : List.of("week", "weekend", "month", "year")) {
            if (words.contains(span)) {
                return new Reading.Unclear("names a " + span + ", not a day; ask for the day");
            }
        }
        boolean month = words.stream().anyMatch(word -> word.length() > 3 && month(word) != null);
        return month ? new Reading.Unclear("names a month, not a day; ask for the day") : new Reading.Nothing();
    }

    private Optional<LocalDate> written(String text) {
        var iso = ISO.matcher(text);
        if (iso.find()) {
            return Optional.of(LocalDate.parse(iso.group(1)));
        }
        var numeric = NUMERIC.matcher(text);
        if (!numeric.find()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(numeric.group(1));
        int second = Integer.parseInt(numeric.group(2));
        boolean monthFirst = second > 12 || (region.equals("US") && first <= 12);
        int month = monthFirst ? first : second;
        int day = monthFirst ? second : first;
        String year = numeric.group(3);
        return Optional.of(year == null ? upcoming(month, day, today) : LocalDate.of(fullYear(year), month, day));
    }

    /** Completes a year of two digits: it is of this century up to next year, else of the last. */
    private int fullYear(String year) {
        int number = Integer.parseInt(year);
        int century = today.getYear() / 100 * 100;
        return year.length() == 4
                ? number
                : number <= today.getYear() % 100 + 1 ? century + number : century - 100 + number;
    }

    /** Reads {@code on the fifth} as the next one. */
    private Optional<LocalDate> dayOfMonth(List<String> words) {
        for (int at = 0; at + 1 < words.size(); at++) {
            Day day = words.get(at).equals("the") ? ordinal(words, at + 1) : null;
            if (day != null) {
                LocalDate date = today.withDayOfMonth(1);
                while (day.value() > date.lengthOfMonth()
                        || date.withDayOfMonth(day.value()).isBefore(today)) {
                    date = date.plusMonths(1);
                }
                return Optional.of(date.withDayOfMonth(day.value()));
            }
        }
        return Optional.empty();
    }

    private static @Nullable Day ordinal(List<String> words, int at) {
        String word = words.get(at);
        boolean written = word.length() <= 2 && Character.isDigit(word.charAt(0));
        return ORDINALS.containsKey(word) || (NumberWords.tens(word) != null && at + 1 < words.size()) || written
                ? day(words, at)
                : null;
    }

    private static Optional<LocalDate> relative(List<String> words, LocalDate today) {
        if (words.contains("yesterday")) {
            return Optional.of(today.minusDays(words.contains("before") ? 2 : 1));
        }
        if (words.contains("tomorrow")) {
            return Optional.of(today.plusDays(words.contains("after") ? 2 : 1));
        }
        if (words.contains("today") || words.contains("tonight")) {
            return Optional.of(today);
        }
        for (int at = 0; at < words.size(); at++) {
            Optional<LocalDate> counted = counted(words, at, today);
            if (counted.isPresent()) {
                return counted;
            }
        }
        return Optional.empty();
    }

    /** Reads {@code in three days}, {@code two weeks ago}. */
    private static Optional<LocalDate> counted(List<String> words, int at, LocalDate today) {
        boolean article = words.get(at).equals("a") || words.get(at).equals("one");
        Optional<NumberWords.Reading> number =
                article ? Optional.of(new NumberWords.Reading(BigDecimal.ONE, at, at + 1)) : NumberWords.at(words, at);
        if (number.isEmpty() || number.get().end() >= words.size()) {
            return Optional.empty();
        }
        int end = number.get().end();
        Function<Long, LocalDate> from = switch (words.get(end)) {
            case "day", "days" -> today::plusDays;
            case "week", "weeks" -> today::plusWeeks;
            case "month", "months" -> today::plusMonths;
            case "year", "years" -> today::plusYears;
            case "fortnight" -> count -> today.plusWeeks(2 * count);
            default -> null;
        };
        boolean ago = end + 1 < words.size() && words.get(end + 1).equals("ago");
        boolean ahead = (at > 0 && words.get(at - 1).equals("in")) || words.contains("from");
        if (from == null || (!ago && !ahead)) {
            return Optional.empty();
        }
        long distance = number.get().value().longValue();
        return Optional.of(from.apply(ago ? -distance : distance));
    }

    private static Optional<LocalDate> monthAndDay(List<String> words, LocalDate today) {
        for (int at = 0; at < words.size(); at++) {
            Month month = month(words.get(at));
            if (month == null) {
                continue;
            }
            Day after = day(words, at + 1);
            Day before = after == null ? dayBefore(words, at) : null;
            Day day = after == null ? before : after;
            if (day != null) {
                int rest = after == null ? at + 1 : after.end();
                Integer year = year(words, rest);
                return Optional.of(
                        year == null
                                ? upcoming(month.getValue(), day.value(), today)
                                : LocalDate.of(year, month, day.value()));
            }
        }
        return Optional.empty();
    }

    private record Day(int value, int end) {}

    private static @Nullable Day day(List<String> words, int at) {
        if (at < words.size() && words.get(at).equals("the")) {
            return day(words, at + 1);
        }
        if (at >= words.size()) {
            return null;
        }
        Integer ordinal = ORDINALS.get(words.get(at));
        if (ordinal != null) {
            return new Day(ordinal, at + 1);
        }
        Integer tens = NumberWords.tens(words.get(at));
        Integer unit = at + 1 < words.size() ? ORDINALS.get(words.get(at + 1)) : null;
        if (tens != null && unit != null && unit < 10) {
            return new Day(tens + unit, at + 2);
        }
        return NumberWords.at(words, at)
                .filter(number -> number.value().intValue() <= 31)
                .map(number -> new Day(number.value().intValue(), number.end()))
                .orElse(null);
    }

    /** Reads {@code the fifth of May}, {@code 5 May}. */
    private static @Nullable Day dayBefore(List<String> words, int month) {
        int end = month > 0 && words.get(month - 1).equals("of") ? month - 1 : month;
        for (int at = Math.max(0, end - 2); at < end; at++) {
            Day day = day(words, at);
            if (day != null && day.end() == end) {
                return day;
            }
        }
        return null;
    }

    private static @Nullable Integer year(List<String> words, int at) {
        if (at >= words.size()) {
            return null;
        }
        if (words.get(at).matches("\\d{4}")) {
            return Integer.valueOf(words.get(at));
        }
        Optional<NumberWords.Reading> first = NumberWords.at(words, at);
        if (first.isEmpty()) {
            return null;
        }
        int value = first.get().value().intValue();
        if (value >= 1900 && value < 2200) {
            return value;
        }
        Optional<NumberWords.Reading> second = NumberWords.at(words, first.get().end());
        return (value == 19 || value == 20)
                        && second.isPresent()
                        && second.get().value().intValue() >= 10
                ? Integer.valueOf(value * 100 + second.get().value().intValue())
                : null;
    }

    private static Optional<LocalDate> weekday(List<String> words, LocalDate today) {
        for (int at = 0; at < words.size(); at++) {
            for (DayOfWeek day : DayOfWeek.values()) {
                if (words.get(at).equals(nameOf(day))) {
                    String before = at == 0 ? "" : words.get(at - 1);
                    return Optional.of(
                            before.equals("last")
                                    ? today.with(TemporalAdjusters.previous(day))
                                    : before.equals("this")
                                            ? today.with(TemporalAdjusters.nextOrSame(day))
                                            : today.with(TemporalAdjusters.next(day)));
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable Month month(String word) {
        for (Month month : Month.values()) {
            String name = month.getDisplayName(TextStyle.FULL, Locale.US).toLowerCase(Locale.ROOT);
            if (word.equals(name) || (word.length() == 3 && name.startsWith(word))) {
                return month;
            }
        }
        return null;
    }

    private static LocalDate upcoming(int month, int day, LocalDate today) {
        LocalDate thisYear = LocalDate.of(today.getYear(), month, day);
        return thisYear.isBefore(today) ? LocalDate.of(today.getYear() + 1, month, day) : thisYear;
    }
}
