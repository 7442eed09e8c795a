package dev.tandem.workflows.event;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts events to JSON and back: the components of their records in snake_case. Reading is lenient, so that calls of
 * earlier and later builds can be read: an unknown member is ignored, and a missing one is empty.
 */
public final class EventJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withConfigOverride(String.class, EventJson::emptyForNull)
            .withConfigOverride(List.class, EventJson::emptyForNull)
            .withConfigOverride(Map.class, EventJson::emptyForNull)
            .build();

    private EventJson() {}

    private static void emptyForNull(tools.jackson.databind.cfg.MutableConfigOverride override) {
        override.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }

    /** Returns the payload of an event. */
    public static ObjectNode payload(CallEvent event) {
        return MAPPER.valueToTree(event);
    }

    /**
     * Reads an event.
     *
     * @throws tools.jackson.core.JacksonException if the payload has another shape
     */
    public static CallEvent read(CallEventType type, JsonNode payload) {
        return MAPPER.treeToValue(payload, type.record());
    }
}
