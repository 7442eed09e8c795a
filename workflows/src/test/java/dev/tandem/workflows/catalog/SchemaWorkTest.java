package dev.tandem.workflows.catalog;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.document.Place;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaWorkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'object','properties':{'a':{'$ref':'#/$defs/id'}},'$defs':{'id':{'type':'string'}}}",
                "{'type':'object','properties':{'child':{'$ref':'#'},'not':{'type':'string'}}}",
                "{'anyOf':[{'type':'object'},{'type':'array','items':{'$ref':'#'}}]}",
                "{'$ref':'#/$defs/none'}",
                "{'$ref':'#anchor'}"
            })
    void letsPassWhatComesToAnEnd(String schema) {
        assertThat(isBearable(schema)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref':'#'}",
                "{'type':'object','allOf':[{'not':{'$ref':'#'}}]}",
                "{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'anyOf':[{'$ref':'#/$defs/a'}]}}}",
                "{'properties':{'p':{'if':{'$ref':'#/properties/p'}}}}",
                "{'dependentSchemas':{'p':{'$ref':'#'}}}"
            })
    void refusesWhatRefersToItselfForTheSameValue(String schema) {
        assertThat(isBearable(schema)).isFalse();
    }

    @Test
    void refusesWhatDoublesWithEveryReference() {
        assertThat(isBearable(doubling(5))).isTrue();
        assertThat(isBearable(doubling(40))).isFalse();
    }

    @Test
    void refusesAChainOfReferencesThatIsTooLong() {
        String chain = "{'$ref':'#/$defs/d0','$defs':{"
                + IntStream.range(0, 20_000)
                        .mapToObj(i -> "'d%d':{'$ref':'#/$defs/d%d'},".formatted(i, i + 1))
                        .collect(Collectors.joining())
                + "'d20000':{}}}";

        assertThat(isBearable(chain)).isFalse();
    }

    private static boolean isBearable(String schema) {
        return SchemaWork.isBearable(new Place(json(schema), ""));
    }

    private static String doubling(int levels) {
        return "{'$ref':'#/$defs/d0','$defs':{"
                + IntStream.range(0, levels)
                        .mapToObj(i -> "'d%d':{'allOf':[{'$ref':'#/$defs/d%d'},{'$ref':'#/$defs/d%d'}]},"
                                .formatted(i, i + 1, i + 1))
                        .collect(Collectors.joining())
                + "'d" + levels + "':{}}}";
    }
}
