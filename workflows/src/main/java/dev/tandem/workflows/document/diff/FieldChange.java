package dev.tandem.workflows.document.diff;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field whose value changed. Objects are compared member by member, lists as a whole.
 *
 * @param field JSON Pointer, from the part that the field belongs to
 * @param before null: the field did not exist; a field that is null counts as absent
 * @param after null: the field was removed
 */
public record FieldChange(
        String field, @Nullable JsonNode before, @Nullable JsonNode after) {}
