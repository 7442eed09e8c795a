package dev.tandem.vendors.deepgram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.vendors.VendorSdk;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.ears.SpokenLines;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Deepgram's own SDK understands what the fake says. */
class DeepgramSdkIT {

    private static final String LINE = "I would like to change my order";

    private final DeepgramServer server = VendorServer.start(new DeepgramServer(new SpokenLines(LINE)));

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode hear(String key, String version, String model) throws InterruptedException {
        return VendorSdk.installed()
                .run(DeepgramSdkIT.class, "hears.py", server.url(), server.webSocketUrl(), key, version, model);
    }

    private static List<JsonNode> messages(JsonNode said, String type) {
        return said.path("messages").values().stream()
                .filter(one -> one.path("class").asString("").equals(type))
                .map(one -> one.path("message"))
                .toList();
    }

    @Test
    void theSdkHearsTheResultsOfNova() throws Exception {
        JsonNode said = hear(DeepgramServer.KEY, "v1", "nova-3");
        assertThat(said.path("error").isNull()).as("%s", said).isTrue();
        List<JsonNode> results = messages(said, "ListenV1Results");
        assertThat(results.getFirst().path("is_final").booleanValue()).isFalse();
        JsonNode last = results.getLast();
        assertThat(last.path("from_finalize").booleanValue()).isTrue();
        assertThat(last.path("channel")
                        .path("alternatives")
                        .get(0)
                        .path("transcript")
                        .stringValue())
                .isEqualTo(LINE);
        assertThat(messages(said, "ListenV1Metadata")).hasSize(1);
    }

    @Test
    void theSdkHearsTheTurnsOfFlux() throws Exception {
        JsonNode said = hear(DeepgramServer.KEY, "v2", "flux-general-en");
        assertThat(said.path("error").isNull()).as("%s", said).isTrue();
        assertThat(messages(said, "ListenV2Connected")).hasSize(1);
        List<JsonNode> turns = messages(said, "ListenV2TurnInfo");
        assertThat(turns)
                .extracting(turn -> turn.path("event").stringValue())
                .startsWith("StartOfTurn")
                .endsWith("EndOfTurn");
        assertThat(turns.getLast().path("transcript").stringValue()).isEqualTo(LINE);
        assertThat(turns.getLast().path("trigger").stringValue()).isEqualTo("manual");
    }

    @Test
    void theSdkReadsWhatTheFakeRefuses() throws Exception {
        assertThat(refusal("wrong", "v1", "nova-3")).contains("HTTP 401");
        assertThat(refusal(DeepgramServer.KEY, "v2", "flux-of-tomorrow")).contains("HTTP 400");
    }

    private String refusal(String key, String version, String model) throws InterruptedException {
        return hear(key, version, model).path("error").path("text").asString("");
    }
}
