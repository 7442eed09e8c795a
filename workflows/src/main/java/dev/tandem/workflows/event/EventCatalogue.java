package dev.tandem.workflows.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists the types of events of a call, each with the JSON Schema (draft 2020-12) of its payload. A schema does not
 * forbid further members, because newer versions may add some.
 */
public final class EventCatalogue {

    private static final List<EventType> ALL =
            CallEventType.WIRE_NAMES.stream().map(EventCatalogue::read).toList();

    private EventCatalogue() {}

    /**
     * A type of event.
     *
     * @param schema JSON Schema of the payload
     */
    public record EventType(String type, String description, JsonNode schema) {}

    public static List<EventType> all() {
        return ALL;
    }

    public static Optional<EventType> find(String type) {
        return ALL.stream().filter(known -> known.type().equals(type)).findFirst();
    }

    private static EventType read(String type) {
        String resource = type + ".schema.json";
        try (InputStream stream = EventCatalogue.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no " + resource + " beside " + EventCatalogue.class.getName());
            }
            JsonNode schema = JsonMapper.shared().readTree(stream);
            return new EventType(type, schema.path("description").asString(), schema);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
