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
 * @param end index behind its last word
 */
record SpokenClock(int hour, int minute, boolean sure, boolean full, int end) {

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
        Optional<CalendarWords.Counted> hour = hour(words, next + 1).filter(number -> number.value() <= 12);
        int past = minutes.get().value().intValue();
        if (hour.isEmpty() || past < 1 || past > 59) {
            return Optional.empty();
        }
        return switch (words.get(next)) {
            case "past", "after" ->
                Optional.of(new SpokenClock(
                        hour.get().value(), past, true, false, hour.get().end()));
            case "to", "before", "of" ->
                Optional.of(new SpokenClock(
                        hour.get().value() == 1 ? 12 : hour.get().value() - 1,
                        60 - past,
                        true,
                        false,
                        hour.get().end()));
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
        Optional<CalendarWords.Counted> read = hour(words, at);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        int hour = read.get().value();
        int end = read.get().end();
        boolean written = end < words.size() && words.get(end).equals("hourmark");
        int next = written ? end + 1 : end;
        String word = next < words.size() ? words.get(next) : "";
        if (word.equals("oh") && next + 1 < words.size()) {
            Integer unit = NumberWords.unit(words.get(next + 1));
            return unit == null
                    ? Optional.empty()
                    : Optional.of(new SpokenClock(hour, unit, true, hour > 12, next + 2));
        }
        Optional<NumberWords.Reading> minutes = word.isEmpty()
                ? Optional.empty()
                : NumberWords.at(words, next)
                        .filter(number -> number.value().intValue() < 60
                                && (written || number.value().intValue() >= 10));
        boolean oclock = word.equals("o'clock");
        boolean introduced =
                at > 0 && (words.get(at - 1).equals("at") || words.get(at - 1).equals("around"));
        boolean leadingZero = words.get(at).length() == 2 && words.get(at).charAt(0) == '0';
        return Optional.of(new SpokenClock(
                hour,
                minutes.map(number -> number.value().intValue()).orElse(0),
                minutes.isPresent() || oclock || introduced,
                leadingZero || hour > 12,
                minutes.map(NumberWords.Reading::end).orElse(oclock ? next + 1 : next)));
    }

    private static Optional<CalendarWords.Counted> hour(List<String> words, int at) {
        if (at >= words.size()) {
            return Optional.empty();
        }
        String word = words.get(at);
        if (word.length() <= 2 && word.chars().allMatch(Character::isDigit)) {
            return Optional.of(new CalendarWords.Counted(Integer.parseInt(word), at + 1))
                    .filter(number -> number.value() < 24);
        }
        Integer unit = NumberWords.unit(word);
        Integer teen = NumberWords.teen(word);
        if (unit != null) {
            return Optional.of(new CalendarWords.Counted(unit, at + 1)).filter(number -> number.value() > 0);
        }
        if (teen != null) {
            return Optional.of(new CalendarWords.Counted(teen, at + 1));
        }
        return word.equals("twenty")
                ? NumberWords.at(words, at)
                        .map(number -> new CalendarWords.Counted(number.value().intValue(), number.end()))
                        .filter(number -> number.value() < 24)
                : Optional.empty();
    }
}
