package dev.tandem.workflows.document.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent, tool, path or variable that was added, removed or changed.
 *
 * @param id its id in the documents; a variable's id is its name
 * @param previousName null: the name did not change
 * @param owner id of the agent that has the tool or path, or of the path that requires the variable; null: the document
 * @param previousOwner null: the owner did not change
 * @param fields the changed fields; all fields if the part was added or removed
 */
public record PartChange(
        String id,
        String name,
        @Nullable String previousName,
        @Nullable String owner,
        @Nullable String previousOwner,
        List<FieldChange> fields) {

    public PartChange {
        fields = List.copyOf(fields);
    }
}
