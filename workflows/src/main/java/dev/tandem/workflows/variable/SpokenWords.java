package dev.tandem.workflows.variable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds values in a text, however they are written or said: with anything between their characters, digit by digit in
 * words ({@code four seven double one}), or in larger numbers ({@code forty-seven eleven}). The work grows with the
 * length of the text, whatever it says.
 */
final class SpokenWords {

    /** Words such as {@code and} between two parts of a value. */
    private static final int MOST_FILLERS = 2;

    private static final Map<String, List<String>> READINGS = readings();

    private static final Map<String, Integer> TIMES = Map.of("double", 2, "triple", 3);

    private final List<Word> words = new ArrayList<>();

    /** A part of the text, from one character to before another. */
    record Span(int start, int end) {}

    /**
     * A run of letters or of digits.
     *
     * @param opens whether nothing stands right before it
     * @param closes whether nothing stands right behind it
     */
    private record Word(int start, int end, String characters, boolean opens, boolean closes) {}

    SpokenWords(String text) {
        int at = 0;
        boolean opens = true;
        while (at < text.length()) {
            int first = text.codePointAt(at);
            if (!Character.isLetterOrDigit(first)) {
                at += Character.charCount(first);
                opens = true;
                continue;
            }
            int start = at;
            boolean digits = Character.isDigit(first);
            while (at < text.length() && isOf(digits, text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            boolean closes = at == text.length() || !Character.isLetterOrDigit(text.codePointAt(at));
            words.add(new Word(start, at, characters(text.substring(start, at)), opens, closes));
            opens = closes;
        }
    }

    private static boolean isOf(boolean digits, int codePoint) {
        return Character.isLetterOrDigit(codePoint) && Character.isDigit(codePoint) == digits;
    }

    /** Returns the letters and digits of a text, without the difference of capitals and of digits of other scripts. */
    static String characters(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().filter(Character::isLetterOrDigit).forEach(codePoint -> {
            int digit = Character.digit(codePoint, 10);
            plain.appendCodePoint(digit >= 0 ? '0' + digit : Character.toLowerCase(codePoint));
        });
        return plain.toString();
    }

    /**
     * Returns where a value stands. It never is a part of a longer word or number.
     *
     * @param value as {@link #characters} writes it
     */
    List<Span> find(String value) {
        List<Span> found = new ArrayList<>();
        BitSet tried = new BitSet();
        for (int from = 0; from < words.size(); from++) {
            int last = words.get(from).opens() ? match(from, 0, value, 0, tried) : -1;
            if (last >= 0) {
                found.add(new Span(words.get(from).start(), words.get(last).end()));
                from = last;
            }
        }
        return found;
    }

    /**
     * Reads on at a word.
     *
     * @param done characters of the value that were read already
     * @param tried where reading on from a word has led to nothing
     * @return the last word of the value; -1: the value does not stand here
     */
    private int match(int at, int done, String value, int fillers, BitSet tried) {
        int place = (at * (value.length() + 1) + done) * (MOST_FILLERS + 1) + fillers;
        if (at >= words.size() || fillers > MOST_FILLERS || tried.get(place)) {
            return -1;
        }
        tried.set(place);
        Word word = words.get(at);
        int last = goOn(at, word, done, word.characters(), value, 0, tried);
        for (String reading : READINGS.getOrDefault(word.characters(), List.of())) {
            if (last < 0 && !(reading.isEmpty() && done == 0)) {
                last = goOn(at, word, done, reading, value, reading.isEmpty() ? fillers + 1 : 0, tried);
            }
        }
        Integer times = TIMES.get(word.characters());
        if (last < 0 && times != null && at + 1 < words.size()) {
            Word digit = words.get(at + 1);
            for (String reading : readings(digit)) {
                if (last < 0 && reading.length() == 1) {
                    last = goOn(at + 1, digit, done, reading.repeat(times), value, 0, tried);
                }
            }
        }
        return last;
    }

    private int goOn(int at, Word word, int done, String reading, String value, int fillers, BitSet tried) {
        if (!value.startsWith(reading, done)) {
            return -1;
        }
        int now = done + reading.length();
        if (now == value.length()) {
            return word.closes() && !reading.isEmpty() ? at : -1;
        }
        return match(at + 1, now, value, fillers, tried);
    }

    private static List<String> readings(Word word) {
        return READINGS.getOrDefault(word.characters(), List.of(word.characters()));
    }

    private static Map<String, List<String>> readings() {
        Map<String, List<String>> readings = new HashMap<>();
        List<String> small = List.of(
                "zero",
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
                "thirteen",
                "fourteen",
                "fifteen",
                "sixteen",
                "seventeen",
                "eighteen",
                "nineteen");
        for (int number = 0; number < small.size(); number++) {
            readings.put(small.get(number), List.of(Integer.toString(number)));
        }
        List<String> tens = List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
        for (int ten = 0; ten < tens.size(); ten++) {
            readings.put(tens.get(ten), List.of((ten + 2) + "0", Integer.toString(ten + 2)));
        }
        List<String> ordinals = List.of(
                "first",
                "second",
                "third",
                "fourth",
                "fifth",
                "sixth",
                "seventh",
                "eighth",
                "ninth",
                "tenth",
                "eleventh",
                "twelfth",
                "thirteenth",
                "fourteenth",
                "fifteenth",
                "sixteenth",
                "seventeenth",
                "eighteenth",
                "nineteenth",
                "twentieth");
        for (int number = 1; number <= ordinals.size(); number++) {
            readings.put(ordinals.get(number - 1), dayOrMonth(number));
        }
        readings.put("thirtieth", List.of("30"));
        List<String> months = List.of(
                "january",
                "february",
                "march",
                "april",
                "may",
                "june",
                "july",
                "august",
                "september",
                "october",
                "november",
                "december");
        for (int month = 1; month <= months.size(); month++) {
            readings.put(months.get(month - 1), dayOrMonth(month));
            readings.putIfAbsent(months.get(month - 1).substring(0, 3), dayOrMonth(month));
        }
        readings.put("oh", List.of("0"));
        readings.put("o", List.of("0"));
        readings.put("hundred", List.of("", "0", "00"));
        readings.put("thousand", List.of("", "0", "00", "000"));
        List.of("and", "at", "dot", "point", "dash", "hyphen", "minus", "slash", "underscore", "of", "the", "st", "nd")
                .forEach(filler -> readings.put(filler, List.of("")));
        List.of("rd", "th", "space", "plus").forEach(filler -> readings.put(filler, List.of("")));
        return Map.copyOf(readings);
    }

    private static List<String> dayOrMonth(int number) {
        return number < 10 ? List.of("0" + number, Integer.toString(number)) : List.of(Integer.toString(number));
    }
}
