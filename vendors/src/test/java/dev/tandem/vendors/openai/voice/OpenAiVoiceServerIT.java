package dev.tandem.vendors.openai.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.vendors.VendorSdk;
import dev.tandem.vendors.VendorServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Holds the fake against OpenAI's own Python client. */
class OpenAiVoiceServerIT {

    @Test
    void openAisOwnClientUnderstandsIt() throws Exception {
        try (OpenAiVoiceServer server = VendorServer.start(new OpenAiVoiceServer())) {
            JsonNode said = VendorSdk.installed().run(OpenAiVoiceServerIT.class, "speaks.py", server.url());

            assertThat(said.path("bytes").intValue()).isEqualTo(2 * 1_600 * 13);
            assertThat(said.path("pieces").intValue()).isGreaterThan(1);
            assertThat(said.at("/voice/type").stringValue()).isEqualTo("BadRequestError");
            assertThat(said.at("/voice/param").stringValue()).isEqualTo("voice");
            assertThat(said.at("/model/code").stringValue()).isEqualTo("model_not_found");
            assertThat(said.at("/key/type").stringValue()).isEqualTo("AuthenticationError");
        }
    }
}
