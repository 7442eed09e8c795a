package dev.tandem.workflows.scenario.judging;

import com.google.re2j.Pattern;
import dev.tandem.workflows.scenario.TextMatch;
import java.util.List;
import java.util.Locale;

/** Compares texts. */
final class TextCheck {

    /** Characters of a text that a verdict shows. */
    private static final int SHOWN = 400;

    private TextCheck() {}

    /**
     * Returns whether texts are as they should be.
     *
     * @param texts one after the other; {@code equals} concerns each and all of them together, the others all together
     */
    static boolean fits(TextMatch wanted, List<String> texts) {
        String all = String.join(" ", texts);
        return switch (wanted) {
            case TextMatch.Contains(String text) -> plain(all).contains(plain(text));
            case TextMatch.Equals(String text) ->
                plain(all).equals(plain(text))
                        || texts.stream().anyMatch(one -> plain(one).equals(plain(text)));
            case TextMatch.Matches(String pattern) ->
                Pattern.compile(pattern).matcher(all).find();
            case TextMatch.AnyOf(List<TextMatch> matches) -> matches.stream().anyMatch(one -> fits(one, texts));
        };
    }

    /** Without the differences that nobody hears: capitals, spaces, and the forms of quotes and dashes. */
    static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'')
                .replace('\u2018', '\'')
                .replace('\u201c', '"')
                .replace('\u201d', '"')
                .replace('\u2013', '-')
                .replace('\u2014', '-')
                .strip()
                .replaceAll("\\s+", " ");
    }

    /** Returns texts as a verdict shows them. */
    static String shown(List<String> texts) {
        String all = String.join(" ", texts);
        return texts.isEmpty()
                ? "nothing"
                : "\"" + (all.length() <= SHOWN ? all : all.substring(0, SHOWN) + "…") + "\"";
    }
}
