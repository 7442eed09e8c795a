package dev.tandem.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.vendors.anthropic.AnthropicServer;
import dev.tandem.vendors.openai.OpenAiServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The vendors' own SDKs read what the fakes of their servers say. */
class ModelVendorsIT {

    @Test
    void openAisSdkReadsAnswersToolsUsageAndErrors() throws Exception {
        try (OpenAiServer server = VendorServer.start(new OpenAiServer())) {
            script(server);
            agree(VendorSdk.installed()
                    .run(ModelVendorsIT.class, "openai_chat.py", server.url() + "/v1", ModelVendor.KEY));
        }
    }

    @Test
    void anthropicsSdkReadsAnswersToolsUsageAndErrors() throws Exception {
        try (AnthropicServer server = VendorServer.start(new AnthropicServer())) {
            script(server);
            agree(VendorSdk.installed()
                    .run(ModelVendorsIT.class, "anthropic_messages.py", server.url(), ModelVendor.KEY));
        }
    }

    /** The scripts ask in this order: words, tools, refusal, length, then for errors. */
    private static void script(ModelVendor server) {
        server.answers(ReplyScript.saying("Hel", "lo", "."));
        server.answers(ReplyScript.saying("One moment.")
                .asking("check_order", "{\"order", "_id\": 7}")
                .asking("check_stock", "{}"));
        server.answers(ReplyScript.refusing("I cannot help with that."));
        server.answers(ReplyScript.saying("Once upon a").ending(ReplyScript.Ending.LENGTH));
        for (int number = 0; number < 4; number++) {
            server.next(Fault.none());
        }
        server.next(Fault.status(429).with("Retry-After", "7"));
        server.next(Fault.status(500));
        server.next(Fault.cutShort(2));
        server.next(Fault.none());
        server.next(Fault.none());
    }

    private static void agree(JsonNode said) {
        assertThat(said.path("words").asString()).isEqualTo("Hello.");
        assertThat(said.path("usage").path("output").asInt()).isEqualTo(2);
        assertThat(said.path("usage").path("input").asInt()).isPositive();
        assertThat(said.path("tools").toString())
                .isEqualTo("[[\"check_order\",{\"order_id\":7}],[\"check_stock\",{}]]");
        assertThat(said.path("refused").asString()).isEqualTo("I cannot help with that.");
        assertThat(said.path("length").asBoolean()).isTrue();
        assertThat(said.path("errors").toString())
                .isEqualTo("[[\"RateLimitError\",429,\"7\"],[\"InternalServerError\",500,null],"
                        + "[\"NotFoundError\",404,null],[\"AuthenticationError\",401,null]]");
        assertThat(said.path("cut").asBoolean()).isTrue();
        assertThat(said.path("cached").asInt()).isPositive();
    }
}
