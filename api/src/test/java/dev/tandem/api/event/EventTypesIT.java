package dev.tandem.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.workflows.event.CallEventType;
import dev.tandem.workflows.event.EventCatalogue;
import org.junit.jupiter.api.Test;

class EventTypesIT extends ApiTest {

    @Test
    void listsEveryTypeOfEventWithItsSchema() {
        Answer types = api.get("/api/event-types").expect(200);

        assertThat(types.body().path("items").values())
                .extracting(item -> item.path("type").asString())
                .containsExactlyElementsOf(CallEventType.WIRE_NAMES);
        assertThat(types.body().at("/items/0/schema"))
                .isEqualTo(EventCatalogue.find("call.started").orElseThrow().schema());
    }

    @Test
    void eachSchemaHasAnAddress() {
        Answer schema = api.get("/api/event-types/reply.spoken").expect(200);

        assertThat(schema.header("Content-Type")).startsWith("application/schema+json");
        assertThat(schema.body().path("$id").asString()).isEqualTo("urn:tandem:event:reply.spoken");
        api.get("/api/event-types/call.exploded").problem(404, "not-found");
    }
}
