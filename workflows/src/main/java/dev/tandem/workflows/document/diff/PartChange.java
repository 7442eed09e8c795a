package dev.tandem.workflows.document.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent, tool, path or variable that came, went or changed.
 *
 * @param id its id in the documents; a variable's is its name
 * @param previousName null: it has the name that it had
 * @param owner id of the agent that has the tool or path, of the path that asks for the variable; null: the document
 * @param previousOwner null: it is where it was
 * @param fields all of them where it came or went
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
