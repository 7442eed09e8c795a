package dev.tandem.workers.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RedactionTest {

    private final Redaction redaction = new Redaction(Map.of("crm_key", "can \"ary\"/4f"));

    @ParameterizedTest
    @ValueSource(strings = {"can \"ary\"/4f", "can+%22ary%22%2F4f", "can%20%22ary%22%2F4f", "can \\\"ary\\\"/4f"})
    void hidesASecretAsItIsAndAsUrlsAndJsonWriteIt(String echoed) {
        assertThat(redaction.text("no such key: " + echoed + "!")).isEqualTo("no such key: [secret crm_key]!");
    }

    @Test
    void hidesItInEveryTextKeyAndNumberOfAnAnswer() {
        Redaction digits = new Redaction(Map.of("pin", "12345678"));
        assertThat(digits.json(
                        json("{\"a\": [{\"x12345678\": \"<12345678>\"}], \"b\": 912345678, \"c\": 4, \"d\": null}")))
                .isEqualTo(json("{\"a\": [{\"x[secret pin]\": \"<[secret pin]>\"}], \"b\": \"9[secret pin]\", \"c\": 4,"
                        + " \"d\": null}"));
    }

    @Test
    void hidesTheLongerOfTwoSecretsThatBeginAlike() {
        Redaction both = new Redaction(Map.of("a", "abcdefgh", "b", "abcdefghij"));
        assertThat(both.text("abcdefghij abcdefgh")).isEqualTo("[secret b] [secret a]");
    }

    @Test
    void changesNothingWhereNothingWasOpened() {
        JsonNode answer = json("{\"a\": 1}");
        assertThat(new Redaction(Map.of()).json(answer)).isSameAs(answer);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
