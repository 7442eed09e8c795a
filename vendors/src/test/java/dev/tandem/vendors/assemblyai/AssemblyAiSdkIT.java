package dev.tandem.vendors.assemblyai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.vendors.Fault;
import dev.tandem.vendors.VendorSdk;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.ears.SpokenLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** AssemblyAI's own SDK understands what the fake says. */
class AssemblyAiSdkIT {

    private static final String LINE = "I would like to change my order";

    private final AssemblyAiServer server = VendorServer.start(new AssemblyAiServer(new SpokenLines(LINE)));

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode hear(String key, String model) throws InterruptedException {
        return VendorSdk.installed().run(AssemblyAiSdkIT.class, "hears.py", server.webSocketUrl(), key, model);
    }

    @Test
    void theSdkHearsTheTurnsOfASession() throws Exception {
        JsonNode said = hear(AssemblyAiServer.KEY, "universal-streaming-english");
        assertThat(said.path("errors")).isEmpty();
        assertThat(said.path("begin").isString()).isTrue();
        JsonNode partial = said.path("turns").get(0);
        assertThat(partial.path("over").booleanValue()).isFalse();
        assertThat(partial.path("words").size()).isEqualTo(4);
        JsonNode last = said.path("turns").get(said.path("turns").size() - 1);
        assertThat(last.path("text").stringValue()).isEqualTo(LINE);
        assertThat(last.path("over").booleanValue()).isTrue();
        assertThat(last.path("confidence").doubleValue()).isEqualTo(.9);
        assertThat(said.path("termination").intValue()).isEqualTo(1);
        assertThat(server.last().query("keyterms_prompt")).isEqualTo("[\"Tandem\"]");
        assertThat(server.last().header("AssemblyAI-Version")).isEqualTo("2025-05-12");
    }

    @Test
    void theSdkReadsWhatTheFakeRefuses() throws Exception {
        JsonNode key =
                hear("wrong", "universal-streaming-english").path("errors").get(0);
        assertThat(key.path("code").intValue()).isEqualTo(1008);
        assertThat(key.path("text").stringValue()).contains("API key");
        server.next(Fault.closeCode(1, 3005, "Session Cancelled: An error occurred"));
        JsonNode broken = hear(AssemblyAiServer.KEY, "universal-streaming-english")
                .path("errors")
                .get(0);
        assertThat(broken.path("code").intValue()).isEqualTo(3005);
    }
}
