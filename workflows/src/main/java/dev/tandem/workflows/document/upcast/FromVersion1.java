package dev.tandem.workflows.document.upcast;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts documents that are older than {@code phrases}. They keep the sentences of their language. A root field of
 * that name had no effect and could hold anything: it is kept under another name, so that it still has no effect.
 */
final class FromVersion1 implements Upcaster {

    private static final Map<String, String> SET_ASIDE = Map.of("phrases", "phrases_of_version_1");

    @Override
    public int from() {
        return 1;
    }

    @Override
    public ObjectNode lift(ObjectNode document) {
        return Members.renamed(document, SET_ASIDE);
    }
}
