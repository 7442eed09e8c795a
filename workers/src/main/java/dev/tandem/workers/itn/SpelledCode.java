package dev.tandem.workers.itn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds a code (an order number, a postcode) in the words that a speech recogniser made of it: {@code A one two three
 * four}, {@code a 1234}, {@code see 77 81}. The pattern guides the search: a reading that cannot become a match is
 * dropped at once.
 */
public final class SpelledCode {

    /**
     * A search is given up after this many steps, because a pattern that allows nearly everything does not guide it.
     */
    private static final int MOST_STEPS = 20_000;

    private static final Set<String> FILLERS = Set.of("uh", "um", "er", "erm", "hmm", "mm", "and", "then", "number");

    /** A match: the code, and the words that it took: {@code [start, end)}. */
    public record Match(String code, int start, int end, int penalty) {}

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

    /**
     * Returns the likeliest code: the one with the fewest liberties, then the longest, then the last, because a speaker
     * corrects an earlier version with a later one.
     */
    public static Optional<Match> find(Pattern pattern, List<String> words) {
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
            if (start == 0 || SpelledReading.times(words.get(start - 1)) == 0) { // "double u" begins at double
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
        for (SpelledReading reading : SpelledReading.at(words, at)) {
            take(start, at, soFar, penalty, reading);
            if (!soFar.isEmpty() && Character.isLetterOrDigit(reading.text().charAt(0))) {
                take(start, at, soFar + "-", penalty, reading); // a hyphen that is in the pattern but never spoken
            }
        }
    }

    @SuppressWarnings("JdkObsolete") // hitEnd tells whether more words could still make a match: that prunes the search
    private void take(int start, int at, String soFar, int penalty, SpelledReading reading) {
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

    /**
     * Counts words that may stand inside a code: hesitations, and {@code as in apple}, {@code for alpha} after a
     * letter.
     */
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
        return FILLERS.contains(word) || SpelledReading.isSign(word) ? 1 : 0;
    }
}
