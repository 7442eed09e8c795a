package dev.tandem.workers.turn;

import com.google.re2j.Pattern;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number or a code that a caller says piece by piece, at the end of what he has said so far: people pause between its
 * groups, longer than between words.
 *
 * @param code the pieces put together, letters upper case: {@code A1234} of "it is A one, two 34"; empty: none
 */
record Dictation(String code) {

    private static final Dictation NONE = new Dictation("");

    private static final Map<String, String> DIGITS = Map.ofEntries(
            Map.entry("zero", "0"),
            Map.entry("oh", "0"),
            Map.entry("one", "1"),
            Map.entry("two", "2"),
            Map.entry("three", "3"),
            Map.entry("four", "4"),
            Map.entry("five", "5"),
            Map.entry("six", "6"),
            Map.entry("seven", "7"),
            Map.entry("eight", "8"),
            Map.entry("nine", "9"));

    static Dictation endOf(String transcript) {
        String[] tokens = transcript.toLowerCase(Locale.ROOT).split("[^\\p{Alnum}]+", -1);
        StringBuilder code = new StringBuilder();
        for (int i = tokens.length - 1; i >= 0; i--) {
            String piece = piece(tokens[i]);
            if (piece == null) {
                break;
            }
            code.insert(0, piece);
        }
        boolean dictated = code.length() > 1 && code.chars().anyMatch(Character::isDigit);
        return dictated ? new Dictation(code.toString().toUpperCase(Locale.ROOT)) : NONE;
    }

    boolean isThere() {
        return !code.isEmpty();
    }

    /** Whether it is one of what the caller is asked for; its beginning may be words that only sound like a piece. */
    boolean isWhole(Collection<Pattern> wanted) {
        for (int from = 0; from < code.length(); from++) {
            String rest = code.substring(from);
            if (wanted.stream().anyMatch(pattern -> pattern.matcher(rest).matches())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String piece(String token) {
        String digit = DIGITS.get(token);
        if (digit != null) {
            return digit;
        }
        boolean spelled = token.length() == 1 || token.chars().anyMatch(Character::isDigit);
        return token.isEmpty() ? "" : spelled ? token : null;
    }
}
