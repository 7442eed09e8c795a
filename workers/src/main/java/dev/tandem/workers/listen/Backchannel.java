package dev.tandem.workers.listen;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Recognises sounds by which a listener shows that they listen, and does not want to speak. Conversation analysis calls
 * them backchannels (Yngve 1970).
 */
public final class Backchannel {

    private static final Set<String> SOUNDS = Set.of(
            "mhm", "mm", "mmm", "mm-hmm", "mmhmm", "hmm", "hm", "uh-huh", "uhhuh", "huh", "ah", "oh", "okay", "ok",
            "yeah", "yep", "yes", "right", "sure", "i", "see", "good", "great", "alright", "fine", "got", "it");

    /** Words that are a backchannel only together with others: "I see", "got it". */
    private static final Set<String> ALONE_NOT = Set.of("i", "see", "got", "it");

    /** A backchannel has at most this many words. */
    private static final int MOST_WORDS = 3;

    private Backchannel() {}

    public static boolean is(String text) {
        String[] words = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\s-]", "")
                .strip()
                .split("\\s+", -1);
        return words.length <= MOST_WORDS
                && SOUNDS.containsAll(Arrays.asList(words))
                && !(words.length == 1 && ALONE_NOT.contains(words[0]));
    }
}
