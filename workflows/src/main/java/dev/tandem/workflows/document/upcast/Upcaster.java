package dev.tandem.workflows.document.upcast;

import tools.jackson.databind.node.ObjectNode;

/**
 * Lifts documents from one schema version to the next. What it does not know it leaves as it is, also where a document
 * is broken. Published documents go through it for as long as they are read: once released, it does not change.
 */
interface Upcaster {

    /** The schema version that it reads. */
    int from();

    /**
     * @param document its own copy, at its first level
     * @return the document, but for {@code schema_version}
     */
    ObjectNode lift(ObjectNode document);
}
