package dev.tandem.workers.spoken;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * What a clock shows.
 *
 * @param sure whether it was said as a time, not only as a number
 * @param full whether it is of a clock of 24 hours
 */
record SpokenClock(int hour, int minute, boolean sure, boolean full) {

    enum Half {
        BEFORE_NOON,
        AFTER_NOON,
        UNSAID
    }

    /** The time that begins at this word: {@code three thirty}, {@code quarter past three}, {@code fifteen thirty}. */
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
                new Reading.Unclear("could be " + LocalTime.of(early, minute) + " or " + LocalTime.of(early + 12, minute)
                        + "; ask whether it is in the morning or in the afternoon");
        };
    }

    private static Optional<SpokenClock> relative(List<String> words, int at) {
        int minutes = words.get(at).equals("half")
                ? 30
                : words.get(at).equals("quarter")
                        ? 15
                        : NumberWords.at(words, at)
                                .map(number -> number.value().intValue())
                                .orElse(-1);
        int next = minutes == 30 && words.get(at).equals("half") || words.get(at).equals("quarter")
                ? at + 1
                : NumberWords.at(words, at).map(NumberWords.Reading::end).orElse(at + 1);
        if (next < words.size() && words.get(next).startsWith("minute")) {
            next++;
        }
        if (minutes < 1 || minutes > 59 || next + 1 >= words.size()) {
            return Optional.empty();
        }
        boolean past = words.get(next).equals("past") || words.get(next).equals("after");
        boolean to = words.get(next).equals("to") || words.get(next).equals("before") || words.get(next).equals("of");
        Optional<Integer> hour = hour(words, next + 1);
        if (hour.isEmpty() || !(past || to) || hour.get() > 12) {
            return Optional.empty();
        }
        return Optional.of(
                past
                        ? new SpokenClock(hour.get(), minutes, true, false)
                        : new SpokenClock(hour.get() == 1 ? 12 : hour.get() - 1, 60 - minutes, true, false));
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
        boolean introduced = at > 0 && (words.get(at - 1).equals("at") || words.get(at - 1).equals("around"));
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
        if (unit != null || teen != null) {
            return Optional.of(unit == null ? teen : unit).filter(number -> number > 0);
        }
        return word.equals("twenty")
                ? NumberWords.at(words, at)
                        .map(number -> number.value().intValue())
                        .filter(number -> number < 24)
                : Optional.empty();
    }
}
