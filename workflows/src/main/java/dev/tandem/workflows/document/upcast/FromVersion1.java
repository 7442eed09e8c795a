package dev.tandem.workflows.document.upcast;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents from before {@code phrases}. They go on with the sentences of their language. A root field of that name had no
 * effect and could hold anything: it is set aside under another name, so that it still has none.
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
