package dev.tandem.workflows.document;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A value of a document and its JSON Pointer, for rules that look at documents which may have faults. */
public record Place(JsonNode node, String pointer) {

    /** Missing where the field is absent or this is no object. */
    public Place field(String name) {
        return new Place(
                node.path(name), pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    /** Present, and not null. */
    public boolean isPresent() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** The entries of an array, as many as any list may have; none where it is something else. */
    public Stream<Place> entries() {
        return node.isArray()
                ? IntStream.range(0, Math.min(node.size(), DocumentLimits.AGENTS))
                        .mapToObj(i -> new Place(node.path(i), pointer + "/" + i))
                : Stream.empty();
    }

    /** Members or entries. */
    private Stream<Place> children() {
        return node.isObject() ? node.propertyNames().stream().map(this::field) : entries();
    }

    /** This and everything in it; the document's depth is bounded before rules see it. */
    public Stream<Place> descendants() {
        return Stream.concat(Stream.of(this), children().flatMap(Place::descendants));
    }
}
