package dev.tandem.workers.itn;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads spoken times of day. An hour that may be before or after noon is unclear.
 *
 * @param now for {@code in twenty minutes}
 * @param half of the day that is named once for all times of an utterance
 */
record SpokenTimes(ZonedDateTime now, SpokenClock.Half half) {

    private static final Pattern CLOCK = Pattern.compile("\\b(\\d{1,2}):(\\d{2})\\b");
    private static final Pattern HALF = Pattern.compile("\\b([ap])\\.?\\s?m\\b\\.?");

    private static final Set<String> FILLERS = Set.of(
            "at",
            "around",
            "about",
            "say",
            "um",
            "uh",
            "maybe",
            "between",
            "from",
            "please",
            "let's",
            "date",
            "on",
            "the",
            "in",
            "this",
            "morning",
            "afternoon",
            "evening",
            "tonight",
            "and");

    static Reading read(String text, ZonedDateTime now) {
        SpokenTimes times = new SpokenTimes(now, halfOfDay(words(text)));
        return Settlement.of(
                Repairs.of(text, Repairs.Kind.PLAIN), (part, before) -> times.all(words(part.text()), before));
    }

    /** Returns all times that the words of a part name. */
    List<Reading> all(List<String> words, Optional<JsonNode> before) {
        Optional<Duration> ahead = SpokenMoments.ahead(words);
        if (ahead.isPresent()) {
            return List.of(time(now.plus(ahead.get()).toLocalTime().truncatedTo(ChronoUnit.MINUTES)));
        }
        List<Reading> sure = new ArrayList<>();
        List<Reading> others = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            Optional<LocalTime> named = named(words.get(at));
            Optional<SpokenClock> clock = named.isPresent() ? Optional.empty() : SpokenClock.at(words, at);
            if (named.isPresent()) {
                sure.add(time(named.get()));
            } else if (clock.isPresent()) {
                SpokenClock.Half own = halfBeside(words, at, clock.get().end());
                boolean isSure = clock.get().sure()
                        || own != SpokenClock.Half.UNSAID
                        || isBegunSpan(words, clock.get().end());
                boolean isExpected = before.isPresent() || half != SpokenClock.Half.UNSAID;
                if (isSure || (isExpected && isAlone(words, at, clock.get().end()))) {
                    (isSure ? sure : others).add(read(clock.get(), own));
                }
            }
            at = clock.map(SpokenClock::end).orElse(at + 1);
        }
        return sure.isEmpty() ? others : sure;
    }

    private Reading read(SpokenClock clock, SpokenClock.Half own) {
        return new SpokenClock(clock.hour(), clock.minute(), true, clock.full(), clock.end())
                .read(own == SpokenClock.Half.UNSAID ? half : own);
    }

    /** Recognises {@code three} of {@code between three and four pm}. */
    private static boolean isBegunSpan(List<String> words, int end) {
        return end + 1 < words.size()
                && List.of("and", "to", "until").contains(words.get(end))
                && SpokenClock.at(words, end + 1).isPresent();
    }

    /** Whether nothing else is said: then a bare number is a time, if one was named before or half a day is. */
    private static boolean isAlone(List<String> words, int start, int end) {
        for (int at = 0; at < words.size(); at++) {
            if ((at < start || at >= end) && !FILLERS.contains(words.get(at))) {
                return false;
            }
        }
        return true;
    }

    private static Optional<LocalTime> named(String word) {
        return switch (word) {
            case "noon", "midday" -> Optional.of(LocalTime.NOON);
            case "midnight" -> Optional.of(LocalTime.MIDNIGHT);
            default -> Optional.empty();
        };
    }

    private static Reading time(LocalTime time) {
        return Reading.text(time.toString());
    }

    /** Splits a text into words; {@code 3:30 p.m.} becomes {@code 3 hourmark 30 pm}. */
    static List<String> words(String text) {
        String plain = HALF.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("$1m ");
        return UtteranceWords.words(CLOCK.matcher(plain).replaceAll("$1 hourmark $2"));
    }

    /** Returns the half of the day that stands beside a time: {@code three pm}, {@code three in the afternoon}. */
    private static SpokenClock.Half halfBeside(List<String> words, int start, int end) {
        SpokenClock.Half before = start > 0 ? half(words.get(start - 1)) : SpokenClock.Half.UNSAID;
        if (before != SpokenClock.Half.UNSAID) {
            return before;
        }
        int next = end;
        while (next < words.size()
                && next < end + 3
                && List.of("in", "the", "at", "o'clock", "this").contains(words.get(next))) {
            next++;
        }
        return next < words.size() ? half(words.get(next)) : SpokenClock.Half.UNSAID;
    }

    static SpokenClock.Half halfOfDay(List<String> words) {
        SpokenClock.Half found = SpokenClock.Half.UNSAID;
        for (String word : words) {
            SpokenClock.Half half = half(word);
            if (half != SpokenClock.Half.UNSAID && found != SpokenClock.Half.UNSAID && half != found) {
                return SpokenClock.Half.UNSAID;
            }
            found = half == SpokenClock.Half.UNSAID ? found : half;
        }
        return found;
    }

    private static SpokenClock.Half half(String word) {
        return switch (word) {
            case "am", "morning" -> SpokenClock.Half.BEFORE_NOON;
            case "pm", "afternoon", "evening", "tonight" -> SpokenClock.Half.AFTER_NOON;
            default -> SpokenClock.Half.UNSAID;
        };
    }
}
