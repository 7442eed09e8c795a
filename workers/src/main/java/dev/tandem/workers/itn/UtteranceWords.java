package dev.tandem.workers.itn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Splits an utterance into words: in lower case, with letters and digits apart, without punctuation. */
public final class UtteranceWords {

    /** Words that say nothing about an intent. */
    private static final Set<String> FUNCTION_WORDS = Set.of(
            "a", "an", "the", "and", "or", "but", "so", "to", "of", "for", "in", "on", "at", "by", "with", "from", "is",
            "are", "was", "were", "be", "been", "am", "it", "it's", "its", "that", "that's", "this", "these", "i",
            "i'm", "i'd", "i've", "me", "my", "mine", "you", "your", "we", "our", "he", "she", "they", "them", "do",
            "does", "did", "have", "has", "had", "can", "could", "will", "would", "please", "yes", "no", "not", "yeah",
            "ok", "okay", "uh", "um", "er", "well", "just", "there", "here", "want", "like", "what", "what's", "sure",
            "sorry", "one", "if", "as", "about", "some", "any", "need", "know", "hi", "hello");

    private UtteranceWords() {}

    /** Splits by hand, because a regular expression would need a stack as deep as a caller's line is long. */
    public static List<String> words(String text) {
        String said = text.toLowerCase(Locale.ROOT).replace('’', '\'');
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < said.length()) {
            int end = endOfWord(said, at);
            if (end > at) {
                words.add(said.substring(at, end));
                at = end;
            } else {
                at += Character.charCount(said.codePointAt(at));
            }
        }
        return words;
    }

    /** Returns where the digits, or the letters with apostrophes between them, that begin here end; {@code at}: none. */
    private static int endOfWord(String said, int at) {
        if (isDigit(said, at)) {
            int end = at;
            while (isDigit(said, end)) {
                end++;
            }
            return end;
        }
        int end = at;
        while (isLetter(said, end) || (end > at && isApostrophe(said, end) && isLetter(said, end + 1))) {
            end += Character.charCount(said.codePointAt(end));
        }
        return end;
    }

    private static boolean isDigit(String said, int at) {
        return at < said.length() && said.charAt(at) >= '0' && said.charAt(at) <= '9';
    }

    private static boolean isLetter(String said, int at) {
        return at < said.length() && Character.isLetter(said.codePointAt(at));
    }

    private static boolean isApostrophe(String said, int at) {
        return at < said.length() && said.charAt(at) == '\'';
    }

    /** Returns the digit that a word means when digits are read out; null: none. */
    public static @Nullable String digit(String word) {
        return NumberWords.digit(word);
    }

    /**
     * Returns the text without the codes that are spelled in it, because they say nothing about what the caller wishes.
     */
    public static String withoutCodes(String text) {
        List<String> words = words(text);
        List<String> kept = new ArrayList<>();
        int at = 0;
        while (at < words.size()) {
            int end = at;
            while (end < words.size() && isSpelled(words.get(end))) {
                end++;
            }
            if (end - at >= 2) {
                at = end;
            } else {
                kept.add(words.get(at++));
            }
        }
        return kept.isEmpty() || kept.size() == words.size() ? text : String.join(" ", kept);
    }

    private static boolean isSpelled(String word) {
        return word.length() == 1 || Character.isDigit(word.charAt(0)) || NumberWords.isNumberWord(word);
    }

    /** Returns the words that say something: no function words, no digits, no number words, no single letters. */
    public static List<String> contentWords(String text) {
        return words(text).stream().filter(UtteranceWords::isContent).toList();
    }

    private static boolean isContent(String word) {
        return word.length() > 1
                && !Character.isDigit(word.charAt(0))
                && !FUNCTION_WORDS.contains(word)
                && !NumberWords.isNumberWord(word);
    }
}
