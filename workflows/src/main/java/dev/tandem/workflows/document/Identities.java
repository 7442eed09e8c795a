package dev.tandem.workflows.document;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Collects the ids that a document gives and those that it names. Each id is unique among its kind, and each named one
 * must exist.
 */
final class Identities {

    enum Kind {
        AGENT,
        TOOL,
        PATH;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Reference(Kind kind, String id, FieldReader place, String field) {}

    private final Map<Kind, Set<String>> given = new EnumMap<>(Kind.class);
    private final List<Reference> references = new ArrayList<>();

    /** Reads an id that must be there. */
    String required(Kind kind, FieldReader place) {
        if (place.value("id").isEmpty()) {
            place.fault(
                    "id",
                    "missing_id",
                    "This " + kind.word() + " has no id; save the draft, which gives it one, or add a unique string.");
            return "";
        }
        return optional(kind, place);
    }

    /** Reads an id; empty where there is none. */
    String optional(Kind kind, FieldReader place) {
        String id = place.value("id").isEmpty() ? "" : place.requiredText("id", DocumentLimits.NAME);
        if (!id.isBlank() && !given.computeIfAbsent(kind, k -> new HashSet<>()).add(id)) {
            place.fault(
                    "id",
                    "duplicate_id",
                    "Another " + kind.word() + " has the id \"" + id + "\" too; give this one its own.");
        }
        return id;
    }

    void refer(Kind kind, String id, FieldReader place, String field) {
        references.add(new Reference(kind, id, place, field));
    }

    /** Reports every reference to a part that does not exist. It is called after the whole document was read. */
    void check() {
        for (Reference reference : references) {
            Kind kind = reference.kind();
            if (!given.getOrDefault(kind, Set.of()).contains(reference.id())) {
                reference
                        .place()
                        .fault(
                                reference.field(),
                                "dangling_id",
                                "No " + kind.word() + " has the id \"" + reference.id() + "\"; correct it, or add the "
                                        + kind.word() + ".");
            }
        }
    }
}
