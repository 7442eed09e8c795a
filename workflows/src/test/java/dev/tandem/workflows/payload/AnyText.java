package dev.tandem.workflows.payload;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes texts and JSON of any size, of characters that take from one byte to six. */
public final class AnyText {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AnyText() {}

    public static Arbitrary<String> texts(int longest) {
        Arbitrary<String> unit = Arbitraries.of("a", "\"", "\\", "\n", "\u0001", "é", "漢字", "😀", "e\u0301", "Word ");
        return Combinators.combine(unit, unit, Arbitraries.integers().between(0, longest))
                .as((first, other, length) -> {
                    String text = (first + other).repeat(length / (first.length() + other.length()) + 1);
                    int end = text.codePointCount(0, text.length());
                    return text.substring(0, text.offsetByCodePoints(0, Math.min(length, end)));
                });
    }

    public static Arbitrary<JsonNode> json(int longest) {
        Arbitrary<JsonNode> scalars = Arbitraries.oneOf(
                texts(longest).map(NODES::stringNode),
                Arbitraries.longs().map(NODES::numberNode),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.just(NODES.nullNode()));
        return Arbitraries.recursive(() -> scalars, AnyText::around, 0, 3);
    }

    private static Arbitrary<JsonNode> around(Arbitrary<JsonNode> inner) {
        Arbitrary<JsonNode> arrays = inner.list().ofMaxSize(6).map(entries -> {
            var array = NODES.arrayNode();
            entries.forEach(array::add);
            return array;
        });
        Arbitrary<JsonNode> objects = Combinators.combine(texts(20).list().ofMaxSize(6), inner)
                .as((names, value) -> {
                    var object = NODES.objectNode();
                    names.forEach(name -> object.set(name, value));
                    return object;
                });
        return Arbitraries.oneOf(arrays, objects);
    }
}
