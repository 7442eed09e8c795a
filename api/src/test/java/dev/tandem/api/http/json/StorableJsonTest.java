package dev.tandem.api.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.document.Problem;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StorableJsonTest {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Test
    void findsEveryPlaceThatCannotBeStored() {
        JsonNode value = MAPPER.readTree(
                "{\"a\": [\"fine \\ud83d\\ude00\", \"x\\u0000\"], \"b/c\": \"\\ud800\", \"\\u0000\": 1, \"n\": 1e99999999}");

        assertThat(StorableJson.faults(value))
                .extracting(Problem::pointer)
                .containsExactly("/a/1", "/b~1c", "/\uFFFD", "/n");
    }

    @Test
    void storesWhatItCanAndMarksTheRest() {
        JsonNode value = MAPPER.readTree("{\"a\": [\"x\\u0000y\\udc00\"], \"n\": 1e99999999, \"ok\": 1.50}");

        JsonNode storable = StorableJson.storable(value);

        assertThat(StorableJson.faults(storable)).isEmpty();
        assertThat(storable.at("/a/0").asString()).isEqualTo("x\uFFFDy\uFFFD");
        assertThat(storable.at("/n").asString()).isEqualTo("1E+99999999");
        assertThat(storable.at("/ok").decimalValue()).isEqualByComparingTo("1.50");
    }
}
