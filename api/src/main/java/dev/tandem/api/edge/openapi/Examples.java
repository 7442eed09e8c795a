package dev.tandem.api.edge.openapi;

import io.swagger.v3.oas.models.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads example bodies from {@code openapi/examples.json}, by operation id. */
final class Examples {

    private static final String FILE = "/openapi/examples.json";
    private static final TypeReference<Map<String, Object>> BY_OPERATION = new TypeReference<>() {};

    private final Map<String, Object> bodies;

    private Examples(Map<String, Object> bodies) {
        this.bodies = bodies;
    }

    static Examples load() {
        try (InputStream file = Examples.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the examples " + FILE + " are not on the class path");
            }
            return new Examples(JsonMapper.shared().readValue(file, BY_OPERATION));
        } catch (IOException e) {
            throw new IllegalStateException("the examples " + FILE + " cannot be read", e);
        }
    }

    void addTo(Operation operation) {
        Object body = bodies.get(operation.getOperationId());
        if (body != null && operation.getRequestBody() != null) {
            operation.getRequestBody().getContent().values().forEach(media -> media.setExample(body));
        }
    }
}
