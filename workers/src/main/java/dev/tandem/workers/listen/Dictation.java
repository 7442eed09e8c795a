package dev.tandem.workers.listen;

import com.google.re2j.Pattern;
import dev.tandem.workers.itn.UtteranceWords;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds a number or a code that a caller dictates piece by piece, at the end of what they have said so far. People
 * pause longer between its groups than between words.
 *
 * @param code the pieces put together, letters in upper case: {@code A1234} of "it is A one, two 34"; empty if there is
 *     none
 */
record Dictation(String code) {

    private static final Dictation NONE = new Dictation("");

    static Dictation endOf(String transcript) {
        List<String> words = UtteranceWords.words(transcript);
        StringBuilder code = new StringBuilder();
        for (String word : words.reversed()) {
            String piece = piece(word);
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

    /**
     * Whether the code matches a pattern that the caller is asked for. Its first pieces may be words that only sound
     * like one.
     */
    boolean isWhole(Collection<Pattern> wanted) {
        for (int from = 0; from < code.length(); from++) {
            String rest = code.substring(from);
            if (wanted.stream().anyMatch(pattern -> pattern.matcher(rest).matches())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String piece(String word) {
        boolean spelled = word.length() == 1 || Character.isDigit(word.charAt(0));
        return spelled ? word : UtteranceWords.digit(word);
    }
}
