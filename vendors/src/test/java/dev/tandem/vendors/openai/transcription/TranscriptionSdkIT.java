package dev.tandem.vendors.openai.transcription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.vendors.Fault;
import dev.tandem.vendors.VendorSdk;
import dev.tandem.vendors.VendorServer;
import dev.tandem.vendors.ears.SpokenLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** OpenAI's own SDK understands what the fake says. */
class TranscriptionSdkIT {

    private static final String LINE = "I would like to change my order";

    private final TranscriptionServer server = VendorServer.start(new TranscriptionServer(new SpokenLines(LINE)));

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode hear(String key, String model) throws InterruptedException {
        return VendorSdk.installed().run(TranscriptionSdkIT.class, "hears.py", server.url(), key, model);
    }

    @Test
    void theSdkReadsATranscript() throws Exception {
        JsonNode said = hear(TranscriptionServer.KEY, "gpt-4o-mini-transcribe");
        assertThat(said.path("text").asString("")).as("%s", said).isEqualTo(LINE);
    }

    @Test
    void theSdkReadsWhatTheFakeRefuses() throws Exception {
        assertThat(hear("wrong", "whisper-1").path("class").stringValue()).isEqualTo("AuthenticationError");
        assertThat(hear(TranscriptionServer.KEY, "no-such-model").path("param").stringValue())
                .isEqualTo("model");
        server.next(Fault.status(429));
        assertThat(hear(TranscriptionServer.KEY, "whisper-1").path("class").stringValue())
                .isEqualTo("RateLimitError");
    }
}
