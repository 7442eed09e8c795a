package dev.tandem.vendors.elevenlabs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.vendors.VendorSdk;
import dev.tandem.vendors.VendorServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Holds the fake against ElevenLabs' own Python client. For the endpoint with several contexts it has types, and no
 * client.
 */
class ElevenLabsServerIT {

    @Test
    void elevenLabsOwnClientUnderstandsIt(@TempDir Path folder) throws Exception {
        try (ElevenLabsServer server = VendorServer.startSecure(new ElevenLabsServer())) {
            Path authority = Files.writeString(folder.resolve("authority.pem"), server.authorityPem());
            JsonNode said = VendorSdk.installed()
                    .run(
                            ElevenLabsServerIT.class,
                            "speaks.py",
                            Map.of("SSL_CERT_FILE", authority.toString()),
                            server.url());

            assertThat(said.path("one").intValue()).isBetween(2 * 1_600 * 26, 2 * 1_600 * 28);
            assertThat(said.at("/several/chars").stringValue()).isEqualTo("Good morning. How are you? ");
            assertThat(said.at("/several/normalized").stringValue()).isEqualTo("Good morning. How are you? ");
            assertThat(said.at("/several/bytes").intValue()).isEqualTo(2 * 1_600 * 27);
            assertThat(said.at("/several/finals/0").stringValue()).isEqualTo("one");
        }
    }
}
