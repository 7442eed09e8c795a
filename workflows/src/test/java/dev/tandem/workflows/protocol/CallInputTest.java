package dev.tandem.workflows.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CallInputTest {

    private static final String BEFORE = """
            {"callId": "1", "organization": "shop", %s "versionId": "v3", "channel": "voice", "room": "room-1",
             "variables": {}}
            """;

    @Test
    void aCallBelongsToTheOrganizationWithTheId() {
        assertThat(read(BEFORE.formatted("\"organizationId\": \"0c5f\",")).tenant())
                .isEqualTo("0c5f");
    }

    @Test
    void aCallThatStartedBeforeCallsCarriedTheIdBelongsToTheOrganizationWithTheSlug() {
        assertThat(read(BEFORE.formatted("")).tenant()).isEqualTo("shop");
    }

    private static CallInput read(String json) {
        return JsonMapper.builder().build().readValue(json, CallInput.class);
    }
}
