package dev.tandem.vendors.cartesia;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.vendors.VendorSdk;
import dev.tandem.vendors.VendorServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Holds the fake against Cartesia's own Python client. */
class CartesiaServerIT {

    @Test
    void cartesiasOwnClientUnderstandsIt() throws Exception {
        try (CartesiaServer server = VendorServer.start(new CartesiaServer())) {
            JsonNode said =
                    VendorSdk.installed().run(CartesiaServerIT.class, "speaks.py", server.url(), server.webSocketUrl());

            // 1,600 samples of two bytes for each of 26 characters.
            assertThat(said.path("bytes").intValue()).isEqualTo(2 * 1_600 * 26);
            assertThat(said.path("flushes")).extracting(JsonNode::intValue).containsExactly(1, 2);
            assertThat(said.path("words"))
                    .extracting(JsonNode::stringValue)
                    .containsExactly("Good", "morning.", "How", "are", "you?");
            assertThat(said.path("ends"))
                    .extracting(JsonNode::doubleValue)
                    .isSorted()
                    .last()
                    .isEqualTo(1.732);
            assertThat(said.path("types"))
                    .extracting(JsonNode::stringValue)
                    .contains("Chunk", "FlushDone", "Timestamps", "Done");
            assertThat(said.at("/error/code").stringValue()).isEqualTo("model_not_found");
            assertThat(server.last().jsonMessages())
                    .anySatisfy(message -> assertThat(message.path("cancel").booleanValue(false))
                            .isTrue());
        }
    }
}
