package dev.tandem.workflows.document.upcast;

import tools.jackson.databind.node.ObjectNode;

/**
 * Converts documents from one schema version to the next. It leaves as it is whatever it does not know, also in a
 * document with faults. Published documents pass through it for as long as they are read: once released, it does not
 * change.
 */
interface Upcaster {

    /** Returns the schema version that it reads. */
    int from();

    /**
     * Converts a document.
     *
     * @param document a copy that it may change at its first level
     * @return the document, except for {@code schema_version}
     */
    ObjectNode lift(ObjectNode document);
}
