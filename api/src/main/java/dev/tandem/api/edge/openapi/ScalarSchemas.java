package dev.tandem.api.edge.openapi;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the schemas of values that have no parts of their own. */
final class ScalarSchemas {

    private record Scalar(String type, String format) {}

    private static final Map<Class<?>, Scalar> SCALARS = Map.ofEntries(
            Map.entry(String.class, new Scalar("string", "")),
            Map.entry(UUID.class, new Scalar("string", "uuid")),
            Map.entry(Instant.class, new Scalar("string", "date-time")),
            Map.entry(LocalDate.class, new Scalar("string", "date")),
            Map.entry(URI.class, new Scalar("string", "uri-reference")),
            Map.entry(boolean.class, new Scalar("boolean", "")),
            Map.entry(Boolean.class, new Scalar("boolean", "")),
            Map.entry(int.class, new Scalar("integer", "int32")),
            Map.entry(Integer.class, new Scalar("integer", "int32")),
            Map.entry(long.class, new Scalar("integer", "int64")),
            Map.entry(Long.class, new Scalar("integer", "int64")),
            Map.entry(double.class, new Scalar("number", "double")),
            Map.entry(Double.class, new Scalar("number", "double")),
            Map.entry(BigDecimal.class, new Scalar("number", "")),
            Map.entry(BigInteger.class, new Scalar("integer", "")),
            Map.entry(ObjectNode.class, new Scalar("object", "")),
            Map.entry(ArrayNode.class, new Scalar("array", "")));

    private final JsonMapper mapper;

    ScalarSchemas(JsonMapper mapper) {
        this.mapper = mapper;
    }

    Optional<Schema<?>> of(Class<?> type) {
        Scalar scalar = SCALARS.get(type);
        if (scalar != null) {
            Schema<?> schema = typed(scalar.type());
            schema.setFormat(scalar.format().isEmpty() ? null : scalar.format());
            return Optional.of(schema);
        }
        if (type.isEnum()) {
            return Optional.of(enumeration(type));
        }
        return JsonNode.class.isAssignableFrom(type) || type == Object.class
                ? Optional.of(new JsonSchema())
                : Optional.empty();
    }

    /** Lists the constants as the API's mapper writes them. */
    private Schema<?> enumeration(Class<?> type) {
        List<Object> constants = Arrays.stream(type.getEnumConstants())
                .<Object>map(constant -> mapper.valueToTree(constant).asString())
                .toList();
        JsonSchema schema = typed("string");
        schema.setEnum(constants);
        return schema;
    }

    static JsonSchema typed(String type) {
        JsonSchema schema = new JsonSchema();
        // A copy, because the document's generator changes the set.
        schema.setTypes(new TreeSet<>(Set.of(type)));
        return schema;
    }
}
