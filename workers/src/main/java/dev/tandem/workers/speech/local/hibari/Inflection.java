package dev.tandem.workers.speech.local.hibari;

import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads inflected forms (plural, possessive, past, -ing) of words that the lexicon knows, by the rules of misaki's
 * en.py.
 */
final class Inflection {

    /** Vowels after which an American t between vowels becomes a tap. */
    private static final String BEFORE_TAP = "AIOWYiuæɑəɛɪɹʊʌ";

    private static final Pattern DOUBLED = Pattern.compile(".*([bcdgklmnprstvxz])\\1(ing|ed)|.*ck(ing|ed)");

    /** Returns the phonemes of a word, or null if it is not known. */
    interface Known extends Function<String, @Nullable String> {}

    private Inflection() {}

    /** @param word in lower case */
    static @Nullable String read(String word, Known known) {
        if (word.endsWith("'s") || word.endsWith("s'")) {
            return plural(known.apply(word.substring(0, word.length() - 2)));
        }
        if (word.endsWith("s") && word.length() > 2) {
            return plural(stem(word, "s", known));
        }
        if (word.endsWith("ed") && word.length() > 3) {
            return past(stem(word, "ed", known));
        }
        if (word.endsWith("ing") && word.length() > 4) {
            return continuous(stem(word, "ing", known));
        }
        return null;
    }

    private static @Nullable String stem(String word, String ending, Known known) {
        String base = word.substring(0, word.length() - ending.length());
        String reading = word.endsWith("ss") || word.endsWith("eed") ? null : known.apply(base);
        if (reading == null && !ending.equals("s")) {
            reading = known.apply(base + "e");
        }
        if (reading == null && DOUBLED.matcher(word).matches()) {
            reading = known.apply(base.substring(0, base.length() - 1));
        }
        if (reading == null && base.endsWith("ie")) {
            reading = known.apply(base.substring(0, base.length() - 2) + "y");
        }
        if (reading == null && base.endsWith("i")) {
            reading = known.apply(base.substring(0, base.length() - 1) + "y");
        }
        if (reading == null && ending.equals("s") && base.endsWith("e")) {
            reading = known.apply(base.substring(0, base.length() - 1));
        }
        return reading;
    }

    private static @Nullable String plural(@Nullable String stem) {
        if (stem == null) {
            return null;
        }
        if (ends(stem, "ptkfθ")) {
            return stem + "s";
        }
        return ends(stem, "szʃʒʧʤ") ? stem + "ᵻz" : stem + "z";
    }

    private static @Nullable String past(@Nullable String stem) {
        if (stem == null) {
            return null;
        }
        if (ends(stem, "pkfθʃsʧ")) {
            return stem + "t";
        }
        if (ends(stem, "d")) {
            return stem + "ᵻd";
        }
        return ends(stem, "t") ? tapped(stem) + "ᵻd" : stem + "d";
    }

    private static @Nullable String continuous(@Nullable String stem) {
        return stem == null ? null : tapped(stem) + "ɪŋ";
    }

    private static String tapped(String stem) {
        int end = stem.length() - 1;
        boolean taps = ends(stem, "t") && end > 0 && BEFORE_TAP.indexOf(stem.charAt(end - 1)) >= 0;
        return taps ? stem.substring(0, end) + "ɾ" : stem;
    }

    private static boolean ends(String stem, String phonemes) {
        return !stem.isEmpty() && phonemes.indexOf(stem.charAt(stem.length() - 1)) >= 0;
    }
}
