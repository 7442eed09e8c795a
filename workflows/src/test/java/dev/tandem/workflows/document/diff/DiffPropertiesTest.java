package dev.tandem.workflows.document.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.RandomDocuments;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class DiffPropertiesTest {

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void nothingChangedBetweenEqualDocuments(@ForAll("documents") JsonNode document) {
        assertThat(DocumentDiff.between(document, shuffled(document)).changesNothing())
                .isTrue();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatIsTakenFromTheOneAndGivenToItMakesTheOther(
            @ForAll("documents") JsonNode before, @ForAll("documents") JsonNode after) {
        DocumentDiff diff = DocumentDiff.between(before, after);

        assertThat(State.of(before).with(diff)).isEqualTo(State.of(after));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theWayBackIsTheMirrorOfTheWay(@ForAll("documents") JsonNode before, @ForAll("documents") JsonNode after) {
        DocumentDiff there = DocumentDiff.between(before, after);
        DocumentDiff back = DocumentDiff.between(after, before);

        assertThat(State.of(after).with(back)).isEqualTo(State.of(before));
        assertThat(back.agents().added()).hasSameSizeAs(there.agents().removed());
        assertThat(back.paths().changed()).hasSameSizeAs(there.paths().changed());
        assertThat(back.changesNothing()).isEqualTo(there.changesNothing());
    }

    @Provide
    Arbitrary<JsonNode> documents() {
        Arbitrary<JsonNode> shops = Arbitraries.of(Documents.shop(), Documents.fastApiEra());
        return Arbitraries.oneOf(
                shops,
                RandomDocuments.documents(),
                RandomDocuments.mutated(RandomDocuments.documents()),
                RandomDocuments.mutated(shops));
    }

    /** Returns the same document with its fields in another order. */
    private static JsonNode shuffled(JsonNode node) {
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(entry -> copy.add(shuffled(entry)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (String name : List.copyOf(object.propertyNames()).reversed()) {
            copy.set(name, shuffled(object.path(name)));
        }
        return copy;
    }
}
