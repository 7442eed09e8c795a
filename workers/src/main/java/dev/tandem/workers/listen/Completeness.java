package dev.tandem.workers.listen;

import dev.tandem.workers.itn.UtteranceWords;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells whether a transcript sounds as if its speaker had finished. */
final class Completeness {

    /** Words that nobody ends a sentence with. */
    private static final Set<String> OPEN = Set.of(
            "a", "an", "the", "and", "or", "but", "so", "because", "if", "that", "my", "your", "is", "are", "was", "to",
            "of", "for", "with", "from", "at", "in", "on", "about", "um", "uh", "er", "it's", "i'm", "number");

    private Completeness() {}

    static boolean soundsUnfinished(String transcript) {
        String text = transcript.strip().toLowerCase(Locale.ROOT);
        if (text.endsWith(",") || text.endsWith("-") || text.endsWith("...") || text.endsWith("…")) {
            return true;
        }
        if (text.endsWith("?") || text.endsWith("!")) {
            return false;
        }
        List<String> words = UtteranceWords.words(text);
        return !words.isEmpty() && OPEN.contains(words.getLast());
    }
}
