package dev.tandem.workflows.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class EventCatalogueTest {

    static final List<String> TYPES = CallEvents.ALL;

    @Test
    void listsEveryTypeThatThereIs() throws Exception {
        List<String> constants = new ArrayList<>();
        for (Field field : CallEvents.class.getFields()) {
            if (field.getType() == String.class) {
                constants.add((String) field.get(null));
            }
        }

        assertThat(EventCatalogue.all())
                .extracting(EventCatalogue.EventType::type)
                .containsExactlyInAnyOrderElementsOf(constants)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @FieldSource("TYPES")
    void eachTypeHasASchemaOfDraft202012ThatNamesAndDescribesIt(String type) {
        EventCatalogue.EventType found = EventCatalogue.find(type).orElseThrow();

        assertThat(PublishedSchemas.faults(found.schema())).isEmpty();
        assertThat(found.schema().path("$schema").asString()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(found.schema().path("$id").asString()).isEqualTo("urn:tandem:event:" + type);
        assertThat(found.schema().path("title").asString()).isEqualTo(type);
        assertThat(found.description()).isNotBlank();
        assertThat(found.schema().path("required").values())
                .allSatisfy(
                        member -> assertThat(found.schema().path("properties").has(member.asString()))
                                .isTrue());
    }

    @Test
    void anEventOfAnUnknownTypeCannotBe() {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();

        assertThatThrownBy(() -> new CallEvent(1, "call.exploded", Instant.EPOCH, nothing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("call.exploded");
        assertThatThrownBy(() -> JsonMapper.shared()
                        .readValue(
                                "{\"sequence\": 1, \"type\": \"call.exploded\", \"at\": \"2026-01-01T00:00:00Z\","
                                        + " \"payload\": {}}",
                                CallEvent.class))
                .hasStackTraceContaining("call.exploded");
    }

    @Test
    void aPayloadThatTheSchemaDoesNotTellOfIsFound() {
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("status", "lost")
                .put("reason", "x")
                .put("turns", 1)
                .put("duration_ms", 1)
                .put("mood", "good");

        assertThat(PublishedSchemas.violations(new CallEvent(1, CallEvents.CALL_ENDED, Instant.EPOCH, payload)))
                .hasSize(2)
                .anySatisfy(violation -> assertThat(violation).contains("status"))
                .anySatisfy(violation -> assertThat(violation).contains("mood"));
    }
}
