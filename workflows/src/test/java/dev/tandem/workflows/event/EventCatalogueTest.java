package dev.tandem.workflows.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class EventCatalogueTest {

    static final List<String> TYPES = CallEventType.WIRE_NAMES;

    @Test
    void everyKindOfEventHasANameAndASchema() {
        List<Class<?>> kinds = kinds(CallEvent.class).toList();

        assertThat(kinds).hasSize(TYPES.size());
        assertThat(Arrays.stream(CallEventType.values()).map(CallEventType::record))
                .containsExactlyInAnyOrderElementsOf(kinds.stream()
                        .<Class<? extends CallEvent>>map(kind -> kind.asSubclass(CallEvent.class))
                        .toList());
        assertThat(EventCatalogue.all())
                .extracting(EventCatalogue.EventType::type)
                .containsExactlyElementsOf(TYPES);
    }

    private static Stream<Class<?>> kinds(Class<?> kind) {
        return kind.isRecord()
                ? Stream.of(kind)
                : Arrays.stream(kind.getPermittedSubclasses()).flatMap(EventCatalogueTest::kinds);
    }

    /** Checks that a schema has the components of its record and nothing else. */
    @ParameterizedTest
    @EnumSource(CallEventType.class)
    void aSchemaTellsOfTheComponentsOfItsRecordAndOfNothingElse(CallEventType type) {
        JsonNode schema = EventCatalogue.find(type.wireName()).orElseThrow().schema();
        List<String> components = Arrays.stream(type.record().getRecordComponents())
                .map(component -> snakeCase(component.getName()))
                .toList();

        assertThat(schema.path("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(components);
        for (RecordComponent component : type.record().getRecordComponents()) {
            JsonNode member = schema.path("properties").path(snakeCase(component.getName()));
            assertThat(types(member))
                    .as(component.toString())
                    .containsAnyOf(jsonTypes(component.getType()).toArray(String[]::new));
        }
    }

    private static List<String> types(JsonNode member) {
        JsonNode type = member.path("type");
        if (type.isMissingNode()) {
            return List.of("string", "any");
        }
        return type.isArray() ? type.values().stream().map(JsonNode::asString).toList() : List.of(type.asString());
    }

    private static List<String> jsonTypes(Class<?> component) {
        if (component == int.class || component == long.class) {
            return List.of("integer");
        }
        if (component == double.class) {
            return List.of("number");
        }
        if (component == boolean.class) {
            return List.of("boolean");
        }
        if (component == String.class || component.isEnum()) {
            return List.of("string");
        }
        if (component == List.class) {
            return List.of("array");
        }
        return component == JsonNode.class ? List.of("any", "object") : List.of("object");
    }

    private static String snakeCase(String component) {
        return component.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
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

        assertThatThrownBy(() -> new RecordedEvent(1, "call.exploded", Instant.EPOCH, nothing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("call.exploded");
        assertThatThrownBy(() -> JsonMapper.shared()
                        .readValue(
                                "{\"sequence\": 1, \"type\": \"call.exploded\", \"at\": \"2026-01-01T00:00:00Z\","
                                        + " \"payload\": {}}",
                                RecordedEvent.class))
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

        assertThat(PublishedSchemas.violations(
                        new RecordedEvent(1, CallEventType.CALL_ENDED.wireName(), Instant.EPOCH, payload)))
                .hasSize(2)
                .anySatisfy(violation -> assertThat(violation).contains("status"))
                .anySatisfy(violation -> assertThat(violation).contains("mood"));
    }
}
