package dev.tandem.workflows.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a descriptor's schema from a resource beside its class. */
public final class ConfigSchema {

    private ConfigSchema() {}

    /**
     * Reads a schema.
     *
     * @throws IllegalStateException if there is no such resource: the jar is incomplete
     */
    public static JsonNode beside(Class<?> descriptor, String resource) {
        try (InputStream schema = descriptor.getResourceAsStream(resource)) {
            if (schema == null) {
                throw new IllegalStateException("no " + resource + " beside " + descriptor.getName());
            }
            return JsonMapper.shared().readTree(schema);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
