package dev.tandem.workers.itn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds a code (an order number, a postcode) in the words that a speech recogniser made of it: {@code A one two three
 * four}, {@code a 1234}, {@code see 77 81}. The pattern guides the search: a reading that cannot become a match is
 * dropped at once.
 */
final class SpelledCode {

    /**
     * A search is given up after this many steps, because a pattern that allows nearly everything does not guide it.
     */
    private static final int MOST_STEPS = 20_000;

    /** The most characters that a pattern may look at in one search, because it may backtrack. */
    private static final int MOST_READS = 2_000_000;

    /** The longest code, in characters. */
    private static final int LONGEST = 64;

    private static final Set<String> FILLERS = Set.of("uh", "um", "er", "erm", "hmm", "mm", "and", "then", "number");

    /** A match: the code, and the words that it took: {@code [start, end)}. */
    record Match(String code, int start, int end, int penalty) {}

    private final CodePattern pattern;
    private final List<String> words;
    private final boolean upperCase;
    private final List<Match> matches = new ArrayList<>();
    private int steps;
    private int reads;

    private SpelledCode(CodePattern pattern, List<String> words, boolean upperCase) {
        this.pattern = pattern;
        this.words = words;
        this.upperCase = upperCase;
    }

    /**
     * Returns the likeliest codes, in their order: those with the fewest liberties, and the longest of them. A pattern
     * that takes too long to match finds none.
     */
    static List<Match> likeliest(CodePattern pattern, List<String> words) {
        try {
            List<Match> all = new SpelledCode(pattern, words, true).search();
            return best(all.isEmpty() ? new SpelledCode(pattern, words, false).search() : all);
        } catch (TooManyReads | StackOverflowError wild) {
            return List.of();
        }
    }

    private static List<Match> best(List<Match> all) {
        int penalty = all.stream().mapToInt(Match::penalty).min().orElse(0);
        int length = all.stream()
                .filter(match -> match.penalty() == penalty)
                .mapToInt(match -> match.code().length())
                .max()
                .orElse(0);
        return all.stream()
                .filter(match -> match.penalty() == penalty && match.code().length() == length)
                .sorted(Comparator.comparingInt(Match::start))
                .toList();
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
        if (at >= words.size() || soFar.length() > LONGEST || steps++ > MOST_STEPS) {
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

    private void take(int start, int at, String soFar, int penalty, SpelledReading reading) {
        String code = soFar + (upperCase ? reading.text() : reading.text().toLowerCase(Locale.ROOT));
        int next = at + reading.words();
        int cost = penalty + reading.penalty();
        if (pattern.matches(code)) {
            matches.add(new Match(code, start, next, cost));
        }
        if (pattern.mayGoOn(new CountedText(code))) { // it prunes the search
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

    /** Counts how often a pattern looks at a character, so that none can backtrack without end. */
    private final class CountedText implements CharSequence {

        private final String text;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++reads > MOST_READS) {
                throw new TooManyReads();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManyReads extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooManyReads() {
            super("the pattern backtracks too much", null, false, false);
        }
    }
}
