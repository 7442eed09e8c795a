package dev.tandem.workers.itn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One way to read some words as characters of a code.
 *
 * @param words how many words it takes
 * @param penalty for the liberty that it takes; 0: none
 */
record SpelledReading(String text, int words, int penalty) {

    /** The sounds of letters, as recognisers write them, and the spelling alphabet. */
    private static final Map<String, String> LETTERS = letters();

    private static final Map<String, String> DIGIT_HOMOPHONES = Map.of(
            "oh", "0", "o", "0", "won", "1", "to", "2", "too", "2", "tree", "3", "for", "4", "ate", "8", "niner", "9");

    private static final Map<String, String> SIGNS =
            Map.of("dash", "-", "hyphen", "-", "minus", "-", "dot", ".", "point", ".", "slash", "/", "underscore", "_");

    /** Returns the ways to read the words from here on. */
    static List<SpelledReading> at(List<String> words, int at) {
        String word = words.get(at);
        List<SpelledReading> readings = new ArrayList<>();
        if (Character.isDigit(word.charAt(0))) {
            readings.add(new SpelledReading(word, 1, 0));
            return readings;
        }
        numbers(words, at, readings);
        if (word.length() == 1) {
            readings.add(new SpelledReading(word.toUpperCase(Locale.ROOT), 1, 0));
        } else {
            readings.add(new SpelledReading(word.toUpperCase(Locale.ROOT), 1, 2));
        }
        String letter = LETTERS.get(word);
        if (letter != null) {
            readings.add(new SpelledReading(letter, 1, 1));
        }
        String digit = DIGIT_HOMOPHONES.get(word);
        if (digit != null) {
            readings.add(new SpelledReading(digit, 1, 1));
        }
        String sign = SIGNS.get(word);
        if (sign != null) {
            readings.add(new SpelledReading(sign, 1, 0));
        }
        repeated(words, at, readings);
        return readings;
    }

    private static void numbers(List<String> words, int at, List<SpelledReading> readings) {
        String word = words.get(at);
        Integer unit = NumberWords.unit(word);
        Integer teen = NumberWords.teen(word);
        Integer tens = NumberWords.tens(word);
        if (unit != null) {
            readings.add(new SpelledReading(unit.toString(), 1, 0));
        } else if (teen != null) {
            readings.add(new SpelledReading(teen.toString(), 1, 0));
        } else if (tens != null) {
            Integer ones = at + 1 < words.size() ? NumberWords.unit(words.get(at + 1)) : null;
            if (ones != null && ones > 0) {
                readings.add(new SpelledReading(Integer.toString(tens + ones), 2, 0));
            }
            readings.add(new SpelledReading(tens.toString(), 1, ones == null ? 0 : 1));
        } else if (word.equals("hundred")) {
            readings.add(new SpelledReading("00", 1, 0));
        } else if (word.equals("thousand")) {
            readings.add(new SpelledReading("000", 1, 0));
        }
    }

    /** Reads {@code double seven}, {@code triple a}; and {@code double u}. */
    private static void repeated(List<String> words, int at, List<SpelledReading> readings) {
        int times = times(words.get(at));
        if (times == 0 || at + 1 >= words.size()) {
            return;
        }
        String next = words.get(at + 1);
        Integer unit = NumberWords.unit(next);
        if (unit != null) {
            readings.add(new SpelledReading(unit.toString().repeat(times), 2, 0));
        } else if (next.equals("oh") || next.equals("o")) {
            readings.add(new SpelledReading("0".repeat(times), 2, 0));
            readings.add(new SpelledReading("O".repeat(times), 2, 1));
        } else if (next.length() == 1) {
            readings.add(new SpelledReading(next.toUpperCase(Locale.ROOT).repeat(times), 2, 0));
        }
        if (times == 2 && (next.equals("u") || next.equals("you"))) {
            readings.add(new SpelledReading("W", 2, 0));
        }
    }

    static boolean isSign(String word) {
        return SIGNS.containsKey(word);
    }

    /** Returns how often {@code double} or {@code triple} repeats the next character; 0: the word is neither. */
    static int times(String word) {
        return switch (word) {
            case "double" -> 2;
            case "triple" -> 3;
            default -> 0;
        };
    }

    private static Map<String, String> letters() {
        Map<String, String> letters = new HashMap<>();
        String table = """
                A ay hey eh alpha alfa
                B bee be bravo
                C see sea si she charlie
                D dee the delta
                E ee he echo
                F ef eff foxtrot
                G gee jee golf
                H aitch hotel
                I eye india
                J jay juliet juliett
                K kay okay kilo
                L el ell lima
                M em am mike
                N en an in november
                O oh owe oscar
                P pee pea papa
                Q cue queue quebec
                R are our ar romeo
                S es ess as sierra
                T tee tea tango
                U you ewe uniform
                V vee we victor
                W whiskey
                X ex eggs
                Y why yankee
                Z zee zed zulu
                """;
        table.lines().forEach(line -> {
            String[] parts = line.split(" ", -1);
            for (int i = 1; i < parts.length; i++) {
                letters.put(parts[i], parts[0]);
            }
        });
        return Map.copyOf(letters);
    }
}
