package dev.tandem.workers.speech.socket;

/**
 * Follows how far the speech of a reply is in its text, by what a vendor reports: words, or characters. Both may be
 * written a little differently from what was given. Not thread-safe.
 */
public final class SpokenText {

    /** A word is looked for in this many characters: further on stands another word that is written the same. */
    private static final int NEAR = 40;

    private final StringBuilder text = new StringBuilder();
    private int past;
    private int sectionAt;

    /** Notes text that the vendor was given. */
    public void given(String more) {
        text.append(more);
    }

    /** Goes on behind everything that was given: the vendor counts anew. */
    public void section() {
        sectionAt = text.length();
        past = sectionAt;
    }

    /**
     * Notes that a word is past.
     *
     * @return the number of characters that are past, of all text; 0 if the word is not in it
     */
    public int past(String word) {
        int at = word.isBlank() ? -1 : text.indexOf(word.strip(), past);
        if (at < 0 || at - past > NEAR) {
            return 0;
        }
        past = at + word.strip().length();
        return past;
    }

    /**
     * Notes how many characters that are no white space are past since the section began.
     *
     * @return the number of characters that are past, of all text
     */
    public int past(int visible) {
        int left = visible;
        int at = sectionAt;
        while (left > 0 && at < text.length()) {
            if (!Character.isWhitespace(text.charAt(at++))) {
                left--;
            }
        }
        past = Math.max(past, at);
        return past;
    }

    /** Returns the number of characters of a text that are no white space. */
    public static int visible(String text) {
        return (int) text.chars().filter(one -> !Character.isWhitespace(one)).count();
    }
}
