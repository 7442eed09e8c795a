package dev.tandem.workers.llm.builtin;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times of day as people say them. */
final class SpokenTimes {

    private static final Pattern CLOCK = Pattern.compile(
            "\\b(\\d{1,2})(?::(\\d{2}))?\\s*(a\\.?\\s?m\\b\\.?|p\\.?\\s?m\\b\\.?|o['’]clock)?",
            Pattern.CASE_INSENSITIVE);

    private SpokenTimes() {}

    static Optional<LocalTime> find(String text) {
        List<String> words = Spoken.words(text);
        if (words.contains("noon") || words.contains("midday")) {
            return Optional.of(LocalTime.NOON);
        }
        if (words.contains("midnight")) {
            return Optional.of(LocalTime.MIDNIGHT);
        }
        return CLOCK.matcher(inDigits(text))
                .results()
                .filter(match -> match.group(2) != null || match.group(3) != null)
                .map(match -> clock(match, words))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<LocalTime> clock(MatchResult match, List<String> words) {
        int hour = Integer.parseInt(match.group(1));
        int minute = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
        String half = match.group(3) == null ? "" : match.group(3).toLowerCase(Locale.ROOT);
        boolean afternoon = half.startsWith("p")
                || (!half.startsWith("a") && (words.contains("afternoon") || words.contains("evening")));
        if (afternoon && hour < 12) {
            hour += 12;
        } else if (half.startsWith("a") && hour == 12) {
            hour = 0;
        }
        try {
            return Optional.of(LocalTime.of(hour, minute));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    /** {@code half past three}, {@code quarter to four}, {@code three thirty pm} as a clock shows them. */
    private static String inDigits(String text) {
        List<String> words = Spoken.words(text);
        StringBuilder digits = new StringBuilder(text).append(' ');
        for (int at = 0; at < words.size(); at++) {
            Integer hour = hour(words, at);
            if (hour == null) {
                continue;
            }
            String past = at >= 2 && words.get(at - 1).equals("past") ? words.get(at - 2) : "";
            String to = at >= 2 && words.get(at - 1).equals("to") ? words.get(at - 2) : "";
            String next = at + 1 < words.size() ? words.get(at + 1) : "";
            if (past.equals("half")) {
                digits.append(hour).append(":30 ");
            } else if (past.equals("quarter")) {
                digits.append(hour).append(":15 ");
            } else if (to.equals("quarter")) {
                digits.append(hour == 1 ? 12 : hour - 1).append(":45 ");
            } else {
                digits.append(hour).append(minutes(words, at + 1, next)).append(' ');
            }
            digits.append(halfOfDay(words, at)).append(' ');
        }
        return digits.toString();
    }

    private static @Nullable Integer hour(List<String> words, int at) {
        Integer unit = NumberWords.unit(words.get(at));
        Integer hour = unit == null ? NumberWords.teen(words.get(at)) : unit;
        return hour != null && hour >= 1 && hour <= 12 ? hour : null;
    }

    private static String minutes(List<String> words, int at, String next) {
        if (next.equals("o'clock")) {
            return ":00";
        }
        Optional<NumberWords.Reading> minutes = at < words.size() ? NumberWords.at(words, at) : Optional.empty();
        return minutes.map(number -> number.value().intValue())
                .filter(number -> number >= 10 && number < 60)
                .map(number -> ":" + number)
                .orElse("");
    }

    private static String halfOfDay(List<String> words, int at) {
        for (int i = at + 1; i < Math.min(words.size(), at + 4); i++) {
            String two = words.get(i) + (i + 1 < words.size() ? words.get(i + 1) : "");
            if (two.startsWith("pm") || (two.startsWith("am") && !two.startsWith("ama"))) {
                return two.substring(0, 2);
            }
        }
        return "";
    }
}
