package dev.tandem.workflows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes one random change somewhere in a document: a part is lost, doubled, moved, renamed or replaced. */
final class Mutation {

    private static final List<JsonNode> FOREIGN = List.of(
                    "null", "''", "'x'", "-1", "1e300", "true", "{}", "[]", "[{}]", "'{{x}}'", "'{{'", "{'id':'a'}")
            .stream()
            .map(Documents::json)
            .toList();

    private final Random random;
    private final List<JsonNode> containers = new ArrayList<>();
    private final List<JsonNode> values = new ArrayList<>();

    private Mutation(JsonNode document, Random random) {
        this.random = random;
        collect(document);
    }

    /** Returns a changed copy. */
    static JsonNode of(JsonNode document, long seed) {
        JsonNode copy = document.deepCopy();
        new Mutation(copy, new Random(seed)).change();
        return copy;
    }

    private void collect(JsonNode node) {
        if (node.isContainer() && !node.isEmpty()) {
            containers.add(node);
        }
        values.add(node);
        node.values().forEach(this::collect);
    }

    private void change() {
        switch (oneOf(containers)) {
            case ObjectNode object -> change(object, oneOf(List.copyOf(object.propertyNames())));
            case ArrayNode array -> change(array, random.nextInt(array.size()));
            default -> throw new AssertionError("containers are objects and arrays");
        }
    }

    private void change(ObjectNode object, String name) {
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name, oneOf(FOREIGN).deepCopy());
            case 2 -> object.set(name, oneOf(values).deepCopy());
            default -> object.set(random.nextBoolean() ? name + "x" : "id", object.remove(name));
        }
    }

    private void change(ArrayNode array, int at) {
        switch (random.nextInt(4)) {
            case 0 -> array.remove(at);
            case 1 -> array.set(at, oneOf(FOREIGN).deepCopy());
            case 2 ->
                array.insert(random.nextInt(array.size() + 1), array.get(at).deepCopy());
            default -> array.insert(random.nextInt(array.size()), array.remove(at));
        }
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
