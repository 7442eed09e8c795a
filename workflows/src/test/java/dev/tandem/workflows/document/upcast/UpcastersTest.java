package dev.tandem.workflows.document.upcast;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.RandomDocuments;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class UpcastersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"0/fastapi-era", "0/columns", "0/unknown-fields", "0/broken", "1/phrases", "1/ask", "1/sources"})
    void liftsWhatWasWrittenBefore(String name) {
        ObjectNode before = Documents.resource("upcast/" + name + ".before.json");

        JsonNode lifted = Upcasters.current(before);

        // The comparison is of texts: the order of the fields is the author's.
        assertThat(lifted.toPrettyString())
                .isEqualTo(Documents.resource("upcast/" + name + ".after.json").toPrettyString());
        assertThat(before).isEqualTo(Documents.resource("upcast/" + name + ".before.json"));
        assertThat(Upcasters.current(lifted)).isSameAs(lifted);
    }

    @Test
    void leavesADocumentOfTodayAlone() {
        ObjectNode shop = Documents.shop();

        assertThat(Upcasters.current(shop)).isSameAs(shop);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "99999999999", "-1", "1.0", "'0'", "true", "[]"})
    void leavesAloneWhatSaysAnotherVersion(String version) {
        JsonNode document = json("{'schema_version':" + version + ",'agents':[{'id':'a','name':'A','llm_config':{}}]}");

        assertThat(Upcasters.current(document)).isSameAs(document);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void liftsAnythingOnce(@ForAll("documents") JsonNode document) {
        JsonNode lifted = Upcasters.current(document);

        assertThat(Upcasters.current(lifted)).isSameAs(lifted);
        assertThat(lifted.path("schema_version")).isEqualTo(json("2"));
    }

    @Provide
    Arbitrary<JsonNode> documents() {
        return RandomDocuments.mutated(RandomDocuments.documents()).filter(document -> !document.has("schema_version"));
    }
}
