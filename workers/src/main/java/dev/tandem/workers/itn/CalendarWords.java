package dev.tandem.workers.itn;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the words that dates are made of: months, weekdays, days of the month, years. */
final class CalendarWords {

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

    private static final Map<String, DayOfWeek> WEEKDAYS = weekdays();
    private static final Map<String, Month> MONTHS = months();

    private CalendarWords() {}

    /** A number that was read, and the index behind its last word. */
    record Counted(int value, int end) {}

    static @Nullable Month month(String word) {
        return MONTHS.get(word);
    }

    static @Nullable DayOfWeek weekday(String word) {
        return WEEKDAYS.get(word);
    }

    static String nameOf(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.US);
    }

    static @Nullable Integer ordinal(String word) {
        return ORDINALS.get(word);
    }

    /** Whether an ordinal begins here: {@code fifth}, {@code twenty first}. */
    static boolean isOrdinal(List<String> words, int at) {
        if (at >= words.size()) {
            return false;
        }
        Integer unit = at + 1 < words.size() ? ORDINALS.get(words.get(at + 1)) : null;
        return ORDINALS.containsKey(words.get(at))
                || (NumberWords.tens(words.get(at)) != null && unit != null && unit < 10);
    }

    /** Reads a day of a month: {@code fifth}, {@code twenty first}, {@code 5}. */
    static @Nullable Counted day(List<String> words, int at) {
        if (at >= words.size()) {
            return null;
        }
        Integer ordinal = ORDINALS.get(words.get(at));
        if (ordinal != null) {
            return new Counted(ordinal, at + 1);
        }
        Integer tens = NumberWords.tens(words.get(at));
        Integer unit = at + 1 < words.size() ? ORDINALS.get(words.get(at + 1)) : null;
        if (tens != null && unit != null && unit < 10) {
            return new Counted(tens + unit, at + 2);
        }
        return NumberWords.at(words, at)
                .filter(number ->
                        number.value().intValue() <= 31 && number.value().intValue() >= 1)
                .map(number -> new Counted(number.value().intValue(), number.end()))
                .orElse(null);
    }

    /** Reads a year: {@code 2024}, {@code two thousand seven}, {@code nineteen eighty five}, {@code nineteen oh five}. */
    static @Nullable Counted year(List<String> words, int at) {
        if (at >= words.size()) {
            return null;
        }
        Optional<NumberWords.Reading> first = NumberWords.at(words, at);
        if (first.isEmpty()) {
            return null;
        }
        int value = first.get().value().intValue();
        int next = first.get().end();
        if (value >= 1900 && value < 2200) {
            return new Counted(value, next);
        }
        if ((value != 19 && value != 20) || next >= words.size()) {
            return null;
        }
        Integer unit =
                words.get(next).equals("oh") && next + 1 < words.size() ? NumberWords.unit(words.get(next + 1)) : null;
        if (unit != null) {
            return new Counted(value * 100 + unit, next + 2);
        }
        return NumberWords.at(words, next)
                .filter(second ->
                        second.value().intValue() >= 10 && second.value().intValue() < 100)
                .map(second -> new Counted(value * 100 + second.value().intValue(), second.end()))
                .orElse(null);
    }

    private static Map<String, DayOfWeek> weekdays() {
        Map<String, DayOfWeek> days = new HashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            days.put(nameOf(day).toLowerCase(Locale.ROOT), day);
        }
        Map.of(
                        "mon", DayOfWeek.MONDAY,
                        "tue", DayOfWeek.TUESDAY,
                        "tues", DayOfWeek.TUESDAY,
                        "wed", DayOfWeek.WEDNESDAY,
                        "thu", DayOfWeek.THURSDAY,
                        "thurs", DayOfWeek.THURSDAY,
                        "fri", DayOfWeek.FRIDAY)
                .forEach(days::put);
        return Map.copyOf(days);
    }

    private static Map<String, Month> months() {
        Map<String, Month> months = new HashMap<>();
        for (Month month : Month.values()) {
            String name = month.getDisplayName(TextStyle.FULL, Locale.US).toLowerCase(Locale.ROOT);
            months.put(name, month);
            months.put(name.substring(0, 3), month);
        }
        months.put("sept", Month.SEPTEMBER);
        return Map.copyOf(months);
    }
}
