package dev.tandem.workflows.document;

import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.graph.Phrases;
import java.util.EnumMap;
import java.util.Map;

/** Reads a document's own sentences, which the platform speaks instead of those of the document's language. */
final class PhraseReader {

    private PhraseReader() {}

    static Phrases read(FieldReader place, String language) {
        Map<Phrase, String> own = new EnumMap<>(Phrase.class);
        for (Phrase phrase : Phrase.values()) {
            if (place.value(phrase.field()).isPresent()) {
                own.put(phrase, place.requiredText(phrase.field(), DocumentLimits.SENTENCES));
            }
        }
        place.done();
        return Phrases.of(language, own);
    }
}
