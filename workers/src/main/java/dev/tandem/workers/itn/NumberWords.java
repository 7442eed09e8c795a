package dev.tandem.workers.itn;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads English numbers in words. */
final class NumberWords {

    private static final Map<String, Integer> UNITS = Map.ofEntries(
            Map.entry("zero", 0),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9));

    private static final Map<String, Integer> TEENS = Map.ofEntries(
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17),
            Map.entry("eighteen", 18),
            Map.entry("nineteen", 19));

    private static final Map<String, Integer> TENS = Map.ofEntries(
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("forty", 40),
            Map.entry("fifty", 50),
            Map.entry("sixty", 60),
            Map.entry("seventy", 70),
            Map.entry("eighty", 80),
            Map.entry("ninety", 90));

    private static final Map<String, Integer> SCALES = Map.of("thousand", 1_000, "million", 1_000_000);

    /** No number that is said has more words. */
    private static final int LONGEST = 40;

    private NumberWords() {}

    /** Returns the digit that a word means when digits are read out: {@code 0} for zero and oh; null: none. */
    static @Nullable String digit(String word) {
        Integer unit = UNITS.get(word);
        return unit == null ? (word.equals("oh") ? "0" : null) : unit.toString();
    }

    static boolean isNumberWord(String word) {
        return UNITS.containsKey(word)
                || TEENS.containsKey(word)
                || TENS.containsKey(word)
                || SCALES.containsKey(word)
                || word.equals("hundred");
    }

    static @Nullable Integer unit(String word) {
        return UNITS.get(word);
    }

    static @Nullable Integer teen(String word) {
        return TEENS.get(word);
    }

    static @Nullable Integer tens(String word) {
        return TENS.get(word);
    }

    /** A number that was read, and the words that it took: {@code [start, end)}. */
    record Reading(BigDecimal value, int start, int end) {}

    /** Finds the numbers in the words: {@code two hundred and five}, {@code 12}, {@code three point five}. */
    static List<Reading> all(List<String> words) {
        List<Reading> all = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            Optional<Reading> reading = at(words, at);
            reading.ifPresent(all::add);
            at = reading.map(Reading::end).orElse(at + 1);
        }
        return all;
    }

    /** Reads the number that starts at this word. */
    static Optional<Reading> at(List<String> words, int start) {
        Optional<Reading> counted = counted(words, start);
        if (counted.isPresent()) {
            return counted;
        }
        long total = 0;
        long group = 0;
        int at = start;
        boolean any = false;
        int room = Integer.MAX_VALUE; // what the last word leaves open: "twenty" takes a unit, "five" takes nothing
        for (; at < words.size(); at++) {
            String word = words.get(at);
            if (any && word.equals("and") && room >= 100 && at + 1 < words.size() && isNumberWord(words.get(at + 1))) {
                continue;
            }
            Integer scale = SCALES.get(word);
            if (any && scale != null) {
                total += group * scale;
                group = 0;
                room = scale;
            } else if (any && word.equals("hundred") && group > 0 && group < 100) {
                group *= 100;
                room = 100;
            } else {
                Integer small = small(word);
                if (small == null || small >= room || (small == 0 && any)) {
                    break;
                }
                group += small;
                room = TENS.containsKey(word) ? 10 : 0;
            }
            any = true;
        }
        return any ? Optional.of(withFraction(words, total + group, start, at)) : Optional.empty();
    }

    /** Reads {@code a dozen}, {@code half a dozen}, {@code a couple of}, {@code a hundred}. */
    private static Optional<Reading> counted(List<String> words, int start) {
        List<String> rest = words.subList(start, Math.min(words.size(), start + 3));
        if (rest.equals(List.of("half", "a", "dozen"))) {
            return Optional.of(new Reading(BigDecimal.valueOf(6), start, start + 3));
        }
        if (rest.size() < 2 || !(rest.getFirst().equals("a") || small(rest.getFirst()) != null)) {
            return Optional.empty();
        }
        Integer small = small(rest.getFirst());
        int times = small == null ? 1 : small;
        return switch (rest.get(1)) {
            case "dozen" -> Optional.of(new Reading(BigDecimal.valueOf(12L * times), start, start + 2));
            case "couple" -> times == 1 ? Optional.of(new Reading(BigDecimal.TWO, start, start + 2)) : Optional.empty();
            case "hundred", "thousand", "million" -> small == null ? scaled(words, start) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Reads {@code a hundred and five} like {@code one hundred and five}. */
    private static Optional<Reading> scaled(List<String> words, int start) {
        List<String> counted = new ArrayList<>(words.subList(start, Math.min(words.size(), start + LONGEST)));
        counted.set(0, "one");
        return at(counted, 0).map(read -> new Reading(read.value(), start, start + read.end()));
    }

    private static @Nullable Integer small(String word) {
        if (Character.isDigit(word.charAt(0)) && word.length() <= 9) {
            return Integer.valueOf(word);
        }
        Integer unit = UNITS.get(word);
        Integer teen = unit == null ? TEENS.get(word) : unit;
        return teen == null ? TENS.get(word) : teen;
    }

    private static Reading withFraction(List<String> words, long whole, int start, int end) {
        if (end + 1 >= words.size() || !words.get(end).equals("point")) {
            return new Reading(BigDecimal.valueOf(whole), start, end);
        }
        StringBuilder fraction = new StringBuilder();
        int at = end + 1;
        for (; at < words.size(); at++) {
            String word = words.get(at);
            Integer digit = UNITS.get(word);
            if (digit != null) {
                fraction.append(digit.intValue());
            } else if (Character.isDigit(word.charAt(0))) {
                fraction.append(word);
            } else {
                break;
            }
        }
        return fraction.isEmpty()
                ? new Reading(BigDecimal.valueOf(whole), start, end)
                : new Reading(new BigDecimal(whole + "." + fraction), start, at);
    }
}
