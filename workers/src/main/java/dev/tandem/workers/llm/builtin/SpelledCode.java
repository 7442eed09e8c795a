package dev.tandem.workers.llm.builtin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds a code (an order number, a postcode) in what a speech recogniser made of it: {@code A one two three four},
 * {@code a 1234}, {@code see 77 81}. The pattern guides the search: what cannot become a match is dropped at once.
 */
final class SpelledCode {

    /** Steps after which a search is given up: a pattern that allows nearly everything guides nothing. */
    private static final int MOST_STEPS = 20_000;

    private static final Set<String> FILLERS = Set.of("uh", "um", "er", "erm", "hmm", "mm", "and", "then", "number");

    /** What letters sound like, as recognisers write them, and the spelling alphabet. */
    private static final Map<String, String> LETTERS = letters();

    private static final Map<String, String> DIGIT_HOMOPHONES = Map.of(
            "oh", "0", "o", "0", "won", "1", "to", "2", "too", "2", "tree", "3", "for", "4", "ate", "8", "niner", "9");

    private static final Map<String, String> SIGNS =
            Map.of("dash", "-", "hyphen", "-", "minus", "-", "dot", ".", "point", ".", "slash", "/", "underscore", "_");

    /** A match: the code, and the words it took: {@code [start, end)}. */
    record Match(String code, int start, int end, int penalty) {}

    /** One way to read the words at a place; a penalty for each liberty taken. */
    private record Reading(String text, int words, int penalty) {}

    private final Pattern pattern;
    private final List<String> words;
    private final boolean upperCase;
    private final List<Match> matches = new ArrayList<>();
    private int steps;

    private SpelledCode(Pattern pattern, List<String> words, boolean upperCase) {
        this.pattern = pattern;
        this.words = words;
        this.upperCase = upperCase;
    }

    /** The likeliest code: fewest liberties, then the longest, then the last (people correct themselves forwards). */
    static Optional<Match> find(Pattern pattern, List<String> words) {
        List<Match> all = new ArrayList<>(new SpelledCode(pattern, words, true).search());
        if (all.isEmpty()) {
            all.addAll(new SpelledCode(pattern, words, false).search());
        }
        return all.stream()
                .min(Comparator.comparingInt(Match::penalty)
                        .thenComparingInt(match -> -match.code().length())
                        .thenComparingInt(match -> -match.start()));
    }

    private List<Match> search() {
        for (int start = 0; start < words.size(); start++) {
            if (start == 0 || times(words.get(start - 1)) == 0) { // "double u" begins at double
                extend(start, start, "", 0);
            }
        }
        return matches;
    }

    private void extend(int start, int at, String soFar, int penalty) {
        if (at >= words.size() || steps++ > MOST_STEPS) {
            return;
        }
        if (!soFar.isEmpty()) {
            int skipped = fillerWords(at, soFar);
            if (skipped > 0) {
                extend(start, at + skipped, soFar, penalty);
            }
        }
        for (Reading reading : readings(at)) {
            take(start, at, soFar, penalty, reading);
            if (!soFar.isEmpty() && Character.isLetterOrDigit(reading.text().charAt(0))) {
                take(start, at, soFar + "-", penalty, reading); // a hyphen that is in the pattern but never spoken
            }
        }
    }

    @SuppressWarnings("JdkObsolete") // hitEnd tells whether more words could still make a match: that prunes the search
    private void take(int start, int at, String soFar, int penalty, Reading reading) {
        String code = soFar + (upperCase ? reading.text() : reading.text().toLowerCase(Locale.ROOT));
        int next = at + reading.words();
        int cost = penalty + reading.penalty();
        var matcher = pattern.matcher(code);
        if (matcher.matches()) {
            matches.add(new Match(code, start, next, cost));
        }
        if (matcher.hitEnd()) {
            extend(start, next, code, cost);
        }
    }

    /** Words that may stand inside a code: hesitations, and {@code as in apple}, {@code for alpha} after a letter. */
    private int fillerWords(int at, String soFar) {
        String word = words.get(at);
        if (word.equals("as") && at + 2 < words.size() && words.get(at + 1).equals("in")) {
            return 3;
        }
        char last = Character.toLowerCase(soFar.charAt(soFar.length() - 1));
        if ((word.equals("for") || word.equals("like"))
                && at + 1 < words.size()
                && words.get(at + 1).length() > 1
                && words.get(at + 1).charAt(0) == last) {
            return 2;
        }
        return FILLERS.contains(word) || SIGNS.containsKey(word) ? 1 : 0;
    }

    private List<Reading> readings(int at) {
        String word = words.get(at);
        List<Reading> readings = new ArrayList<>();
        if (Character.isDigit(word.charAt(0))) {
            readings.add(new Reading(word, 1, 0));
            return readings;
        }
        numbers(at, word, readings);
        if (word.length() == 1) {
            readings.add(new Reading(word.toUpperCase(Locale.ROOT), 1, 0));
        } else {
            readings.add(new Reading(word.toUpperCase(Locale.ROOT), 1, 2));
        }
        String letter = LETTERS.get(word);
        if (letter != null) {
            readings.add(new Reading(letter, 1, 1));
        }
        String digit = DIGIT_HOMOPHONES.get(word);
        if (digit != null) {
            readings.add(new Reading(digit, 1, 1));
        }
        String sign = SIGNS.get(word);
        if (sign != null) {
            readings.add(new Reading(sign, 1, 0));
        }
        repeated(at, word, readings);
        return readings;
    }

    private void numbers(int at, String word, List<Reading> readings) {
        Integer unit = NumberWords.unit(word);
        Integer teen = NumberWords.teen(word);
        Integer tens = NumberWords.tens(word);
        if (unit != null) {
            readings.add(new Reading(unit.toString(), 1, 0));
        } else if (teen != null) {
            readings.add(new Reading(teen.toString(), 1, 0));
        } else if (tens != null) {
            Integer ones = at + 1 < words.size() ? NumberWords.unit(words.get(at + 1)) : null;
            if (ones != null && ones > 0) {
                readings.add(new Reading(Integer.toString(tens + ones), 2, 0));
            }
            readings.add(new Reading(tens.toString(), 1, ones == null ? 0 : 1));
        } else if (word.equals("hundred")) {
            readings.add(new Reading("00", 1, 0));
        } else if (word.equals("thousand")) {
            readings.add(new Reading("000", 1, 0));
        }
    }

    /** {@code double seven}, {@code triple a}; and {@code double u}. */
    private void repeated(int at, String word, List<Reading> readings) {
        int times = times(word);
        if (times == 0 || at + 1 >= words.size()) {
            return;
        }
        String next = words.get(at + 1);
        Integer unit = NumberWords.unit(next);
        if (unit != null) {
            readings.add(new Reading(unit.toString().repeat(times), 2, 0));
        } else if (next.length() == 1) {
            readings.add(new Reading(next.toUpperCase(Locale.ROOT).repeat(times), 2, 0));
        }
        if (times == 2 && (next.equals("u") || next.equals("you"))) {
            readings.add(new Reading("W", 2, 0));
        }
    }

    private static int times(String word) {
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
