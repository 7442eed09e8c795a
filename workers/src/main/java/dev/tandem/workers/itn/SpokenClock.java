package dev.tandem.workers.itn;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * A time on a clock.
 *
 * @param sure whether it was said as a time, not only as a number
 * @param full whether the clock has 24 hours
 */
record SpokenClock(int hour, int minute, boolean sure, boolean full) {

    enum Half {
        BEFORE_NOON,
        AFTER_NOON,
        UNSAID
    }

    /**
     * Reads the time that begins at this word: {@code three thirty}, {@code quarter past three}, {@code fifteen
     * thirty}.
     */
    static Optional<SpokenClock> at(List<String> words, int at) {
        return relative(words, at).or(() -> plain(words, at));
    }

    Reading read(Half half) {
        if (!sure && half == Half.UNSAID) {
            return new Reading.Nothing();
        }
        if (full || hour == 0 || hour > 12) {
            return Reading.text(LocalTime.of(hour, minute).toString());
        }
        int early = hour % 12;
        return switch (half) {
            case BEFORE_NOON -> Reading.text(LocalTime.of(early, minute).toString());
            case AFTER_NOON -> Reading.text(LocalTime.of(early + 12, minute).toString());
            case UNSAID ->
                new Reading.Unclear("could be " + LocalTime.of(early, minute) + " or "
                        + LocalTime.of(early + 12, minute) + "; ask whether it is in the morning or in the afternoon");
        };
    }

    /** Reads {@code half past three}, {@code ten minutes to six}. */
    private static Optional<SpokenClock> relative(List<String> words, int at) {
        Optional<NumberWords.Reading> minutes = minutes(words, at);
        if (minutes.isEmpty()) {
            return Optional.empty();
        }
        int next = minutes.get().end();
        if (next < words.size() && words.get(next).startsWith("minute")) {
            next++;
        }
        Optional<Integer> hour = hour(words, next + 1).filter(number -> number <= 12);
        int past = minutes.get().value().intValue();
        if (hour.isEmpty() || past < 1 || past > 59) {
            return Optional.empty();
        }
        return switch (words.get(next)) {
            case "past", "after" -> Optional.of(new SpokenClock(hour.get(), past, true, false));
            case "to", "before", "of" ->
                Optional.of(new SpokenClock(hour.get() == 1 ? 12 : hour.get() - 1, 60 - past, true, false));
            default -> Optional.empty();
        };
    }

    private static Optional<NumberWords.Reading> minutes(List<String> words, int at) {
        return switch (words.get(at)) {
            case "half" -> Optional.of(new NumberWords.Reading(BigDecimal.valueOf(30), at, at + 1));
            case "quarter" -> Optional.of(new NumberWords.Reading(BigDecimal.valueOf(15), at, at + 1));
            default -> NumberWords.at(words, at);
        };
    }

    private static Optional<SpokenClock> plain(List<String> words, int at) {
        Optional<Integer> hour = hour(words, at);
        if (hour.isEmpty()) {
            return Optional.empty();
        }
        boolean written = at + 1 < words.size() && words.get(at + 1).equals("hourmark");
        int next = written ? at + 2 : at + 1;
        String word = next < words.size() ? words.get(next) : "";
        if (word.equals("oh") && next + 1 < words.size()) {
            Integer unit = NumberWords.unit(words.get(next + 1));
            return unit == null
                    ? Optional.empty()
                    : Optional.of(new SpokenClock(hour.get(), unit, true, hour.get() > 12));
        }
        Optional<Integer> minutes = written || !word.isEmpty()
                ? NumberWords.at(words, Math.min(next, words.size() - 1))
                        .map(number -> number.value().intValue())
                        .filter(number -> number < 60 && (written || number >= 10))
                : Optional.empty();
        boolean oclock = word.equals("o'clock");
        boolean introduced =
                at > 0 && (words.get(at - 1).equals("at") || words.get(at - 1).equals("around"));
        boolean leadingZero = words.get(at).length() == 2 && words.get(at).charAt(0) == '0';
        return Optional.of(new SpokenClock(
                hour.get(),
                minutes.orElse(0),
                minutes.isPresent() || oclock || introduced,
                leadingZero || hour.get() > 12));
    }

    private static Optional<Integer> hour(List<String> words, int at) {
        if (at >= words.size()) {
            return Optional.empty();
        }
        String word = words.get(at);
        if (word.length() <= 2 && word.chars().allMatch(Character::isDigit)) {
            return Optional.of(Integer.valueOf(word)).filter(number -> number < 24);
        }
        Integer unit = NumberWords.unit(word);
        Integer teen = NumberWords.teen(word);
        if (unit != null) {
            return Optional.of(unit).filter(number -> number > 0);
        }
        if (teen != null) {
            return Optional.of(teen);
        }
        return word.equals("twenty")
                ? NumberWords.at(words, at)
                        .map(number -> number.value().intValue())
                        .filter(number -> number < 24)
                : Optional.empty();
    }
}
