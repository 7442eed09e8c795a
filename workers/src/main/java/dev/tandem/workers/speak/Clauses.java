package dev.tandem.workers.speak;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Cuts streamed text into clauses that can be spoken one by one. The first clause is short, so that it sounds soon. */
final class Clauses {

    private static final String STRONG = ".!?";
    private static final String WEAK = ",;:—";

    /** Shortest clauses that end at a comma, in characters: the first one, and those after it. */
    private static final int FIRST = 16;

    private static final int LATER = 48;

    private final StringBuilder pending = new StringBuilder();
    private boolean first = true;

    /** Returns the clauses of a whole text. */
    static List<String> of(String text) {
        Clauses clauses = new Clauses();
        return Stream.concat(clauses.add(text).stream(), clauses.finish().stream())
                .toList();
    }

    /** Takes more text, and returns the clauses that are complete now. */
    List<String> add(String delta) {
        pending.append(delta);
        List<String> complete = new ArrayList<>();
        for (int end = boundary(); end > 0; end = boundary()) {
            take(end, complete);
        }
        return complete;
    }

    /** Returns the rest, which no punctuation ended. */
    List<String> finish() {
        List<String> complete = new ArrayList<>();
        take(pending.length(), complete);
        return complete;
    }

    private void take(int end, List<String> complete) {
        String clause = pending.substring(0, end).strip();
        pending.delete(0, end);
        // Punctuation alone is nothing that a voice says.
        if (clause.chars().anyMatch(Character::isLetterOrDigit)) {
            complete.add(clause);
            first = false;
        }
    }

    /**
     * Returns the end of the first clause in the text; 0 if there is none yet. A mark counts only before white space:
     * not in 4.50 or a@b.c.
     */
    private int boundary() {
        for (int i = 0; i + 1 < pending.length(); i++) {
            if (!Character.isWhitespace(pending.charAt(i + 1))) {
                continue;
            }
            char mark = pending.charAt(i);
            boolean strong = STRONG.indexOf(mark) >= 0 && i >= 1;
            boolean weak = WEAK.indexOf(mark) >= 0 && i >= (first ? FIRST : LATER);
            if (strong || weak) {
                return i + 1;
            }
        }
        return 0;
    }
}
