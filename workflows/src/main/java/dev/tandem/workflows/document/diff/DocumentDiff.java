package dev.tandem.workflows.document.diff;

import dev.tandem.workflows.document.DocumentSchema;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Lists what changed from one document to another. Two parts are the same if they have the same id; a part whose name
 * changed was renamed.
 *
 * @param document changed fields of the document itself; a list in another order is a change of that list, told by ids
 */
public record DocumentDiff(
        List<FieldChange> document, PartChanges agents, PartChanges tools, PartChanges paths, PartChanges variables) {

    public DocumentDiff {
        document = List.copyOf(document);
    }

    /** Compares two documents. Both may have faults, and may have any schema that this build reads. */
    public static DocumentDiff between(JsonNode before, JsonNode after) {
        DocumentParts old = DocumentParts.of(DocumentSchema.current(before));
        DocumentParts young = DocumentParts.of(DocumentSchema.current(after));
        return new DocumentDiff(
                young.root().changes(old.root()),
                PartChanges.between(old.agents(), young.agents()),
                PartChanges.between(old.tools(), young.tools()),
                PartChanges.between(old.paths(), young.paths()),
                PartChanges.between(old.variables(), young.variables()));
    }

    public boolean changesNothing() {
        return document.isEmpty() && agents.areNone() && tools.areNone() && paths.areNone() && variables.areNone();
    }
}
