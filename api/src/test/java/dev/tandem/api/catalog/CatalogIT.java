package dev.tandem.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CatalogIT extends ApiTest {

    @Test
    void toolTypesComeWithTheSchemaOfTheirConfig() {
        JsonNode types = api.get("/api/tool-types").expect(200).body().path("items");

        assertThat(types.findValuesAsString("name")).contains("http");
        JsonNode http = types.path(0);
        assertThat(http.at("/config_schema/properties/url/type").asString()).isEqualTo("string");
        assertThat(http.path("templated_fields")).hasToString("[\"body\",\"headers\",\"query\",\"url\"]");
    }

    @Test
    void aProcessWithoutAFolderOfPluginsHasNone() {
        assertThat(api.get("/api/plugins").expect(200).body().path("items")).isEmpty();
    }

    @Test
    void providersComeByKindWithTheSchemaOfTheirConfig() {
        JsonNode providers = api.get("/api/providers").expect(200).body().path("items");

        assertThat(providers.findValuesAsString("kind")).containsSubsequence("llm", "stt", "tts", "vad");
        JsonNode builtin = named(providers, "builtin");
        assertThat(builtin.path("standard").booleanValue()).isTrue();
        assertThat(builtin.at("/config_schema/properties/style/enum")).isNotEmpty();
        assertThat(builtin.path("languages")).hasToString("[\"en\"]");
        assertThat(named(providers, "openai").at("/config_schema/properties/deadline_ms/default"))
                .hasToString("1500");
        assertThat(named(providers, "anthropic").path("standard").booleanValue())
                .isFalse();
    }

    private static JsonNode named(JsonNode providers, String name) {
        return providers.values().stream()
                .filter(one -> one.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
