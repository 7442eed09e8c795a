package dev.tandem.workflows.gate;

import dev.tandem.workflows.document.Place;
import dev.tandem.workflows.document.Problems;
import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.graph.Phrases;
import java.util.Arrays;
import java.util.List;

/** Checks that the platform has sentences in the document's language. */
final class PhraseRule implements PublishGate.DocumentRule {

    @Override
    public void check(Place document, Problems problems) {
        String language = document.field("language").node().asString("en-US");
        Place phrases = document.field("phrases");
        List<String> missing = Arrays.stream(Phrase.values())
                .map(Phrase::field)
                .filter(field -> !phrases.field(field).isPresent())
                .toList();
        if (!missing.isEmpty() && Phrases.standard(language).isEmpty()) {
            problems.fault(
                    "missing_phrase",
                    phrases.pointer(),
                    "This build has no sentences of its own in \"" + language + "\"; write these under \"phrases\": "
                            + String.join(", ", missing) + ".");
        }
    }
}
