package dev.tandem.workflows.document;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A value of a document with its JSON Pointer, for rules that look at documents which may have faults. */
public record Place(JsonNode node, String pointer) {

    /** Returns a field's place. The node is missing where the field is absent or this is not an object. */
    public Place field(String name) {
        return new Place(
                node.path(name), pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    /** Returns whether the value is there and not null. */
    public boolean isPresent() {
        return !node.isMissingNode() && !node.isNull();
    }

    /** Returns the entries of an array, as many as any list may have. A value that is not an array has none. */
    public Stream<Place> entries() {
        return node.isArray()
                ? IntStream.range(0, Math.min(node.size(), DocumentLimits.AGENTS))
                        .mapToObj(i -> new Place(node.path(i), pointer + "/" + i))
                : Stream.empty();
    }

    /** Returns the members of an object or the entries of an array. */
    private Stream<Place> children() {
        return node.isObject() ? node.propertyNames().stream().map(this::field) : entries();
    }

    /** Returns this place and everything in it. The document's depth is bounded before rules see it. */
    public Stream<Place> descendants() {
        return Stream.concat(Stream.of(this), children().flatMap(Place::descendants));
    }
}
