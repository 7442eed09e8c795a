package dev.tandem.workers.itn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits an utterance at spaces and marks of punctuation, and keeps where each token stands. */
final class SaidTokens {

    private static final String ENDS = ",;!?…—–";
    private static final String WRAPPING = "\"'()[]{}*“”„:-";

    /**
     * A token.
     *
     * @param word in lower case, without punctuation around it
     * @param start index of its first character in the text
     * @param end index behind its last character, and behind the punctuation that follows it at once
     * @param ends whether a clause ends with it
     */
    record Token(String word, int start, int end, boolean ends) {}

    private SaidTokens() {}

    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (isSpace(text.charAt(at)) || isEnd(text, at)) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && !isSpace(text.charAt(end)) && !isEnd(text, end)) {
                end++;
            }
            int behind = end;
            while (behind < text.length() && isEnd(text, behind)) {
                behind++;
            }
            add(tokens, text, at, end, behind);
            at = behind;
        }
        return tokens;
    }

    private static void add(List<Token> tokens, String text, int start, int end, int behind) {
        String raw = text.substring(start, end).toLowerCase(Locale.ROOT).replace('’', '\'');
        String word = stripped(raw);
        boolean stops = word.length() > 1 && raw.endsWith(".") && word.indexOf('.') < 0;
        boolean ends = behind > end || stops || raw.endsWith(":");
        if (word.isEmpty()) {
            if (!tokens.isEmpty()) { // a dash between spaces
                Token last = tokens.removeLast();
                tokens.add(new Token(last.word(), last.start(), behind, true));
            }
            return;
        }
        tokens.add(new Token(word, start, behind, ends));
    }

    private static String stripped(String raw) {
        int from = 0;
        int to = raw.length();
        while (from < to && WRAPPING.indexOf(raw.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && (WRAPPING.indexOf(raw.charAt(to - 1)) >= 0 || raw.charAt(to - 1) == '.')) {
            to--;
        }
        return raw.substring(from, to);
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** A comma between two digits belongs to a number: {@code 1,250}. */
    private static boolean isEnd(String text, int at) {
        char character = text.charAt(at);
        boolean inNumber = character == ','
                && at > 0
                && at + 1 < text.length()
                && Character.isDigit(text.charAt(at - 1))
                && Character.isDigit(text.charAt(at + 1));
        return ENDS.indexOf(character) >= 0 && !inNumber;
    }
}
