package dev.tandem.workers.itn;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads spoken times of day. An hour that may be before or after noon is unclear. */
final class SpokenTimes {

    private static final Pattern CLOCK = Pattern.compile("\\b(\\d{1,2}):(\\d{2})\\b");
    private static final Pattern HALF = Pattern.compile("\\b([ap])\\.?\\s?m\\b\\.?");

    private SpokenTimes() {}

    /**
     * Reads a time.
     *
     * @param now for {@code in twenty minutes}
     */
    static Reading read(String text, ZonedDateTime now) {
        List<String> words = words(text);
        if (words.contains("noon") || words.contains("midday")) {
            return Reading.text(LocalTime.NOON.toString());
        }
        if (words.contains("midnight")) {
            return Reading.text(LocalTime.MIDNIGHT.toString());
        }
        Optional<Duration> ahead = SpokenMoments.ahead(words);
        if (ahead.isPresent()) {
            return Reading.text(now.plus(ahead.get())
                    .toLocalTime()
                    .truncatedTo(ChronoUnit.MINUTES)
                    .toString());
        }
        for (int at = 0; at < words.size(); at++) {
            Optional<SpokenClock> clock = SpokenClock.at(words, at);
            if (clock.isPresent()) {
                return clock.get().read(halfOfDay(words));
            }
        }
        return new Reading.Nothing();
    }

    /** Splits a text into words; {@code 3:30 p.m.} becomes {@code 3 : 30 pm}. */
    private static List<String> words(String text) {
        String plain = HALF.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("$1m ");
        return UtteranceWords.words(CLOCK.matcher(plain).replaceAll("$1 hourmark $2"));
    }

    private static SpokenClock.Half halfOfDay(List<String> words) {
        if (words.contains("am") || words.contains("morning")) {
            return SpokenClock.Half.BEFORE_NOON;
        }
        return words.contains("pm")
                        || words.contains("afternoon")
                        || words.contains("evening")
                        || words.contains("tonight")
                ? SpokenClock.Half.AFTER_NOON
                : SpokenClock.Half.UNSAID;
    }
}
