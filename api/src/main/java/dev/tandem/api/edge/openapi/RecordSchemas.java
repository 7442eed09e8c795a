package dev.tandem.api.edge.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategy;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the schemas of records, as the API's own mapper writes and reads them. An answer always has all of its fields,
 * also those that are null. In a request, the fields that may be null may be left out, and unknown fields are refused.
 */
@Component
class RecordSchemas implements ModelConverter {

    private final ScalarSchemas scalars;
    private final UnaryOperator<String> naming;
    private final ObjectProvider<RequestTypes> requests;

    RecordSchemas(JsonMapper mapper, ObjectProvider<RequestTypes> requests) {
        scalars = new ScalarSchemas(mapper);
        PropertyNamingStrategy strategy = mapper.serializationConfig().getPropertyNamingStrategy();
        naming = name -> strategy.nameForConstructorParameter(mapper.deserializationConfig(), null, name);
        this.requests = requests;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType annotated, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType type = Json.mapper().constructType(annotated.getType());
        return known(type, context)
                .orElseGet(() -> chain.hasNext() ? chain.next().resolve(annotated, context, chain) : null);
    }

    private Optional<Schema<?>> known(JavaType type, ModelConverterContext context) {
        Class<?> raw = type.getRawClass();
        Optional<Schema<?>> scalar = scalars.of(raw);
        if (scalar.isPresent()) {
            return scalar;
        }
        if (type.isMapLikeType()) {
            return Optional.of(
                    ScalarSchemas.typed("object").additionalProperties(inner(type.getContentType(), context)));
        }
        if (type.isCollectionLikeType()) {
            return Optional.of(ScalarSchemas.typed("array").items(inner(type.getContentType(), context)));
        }
        if (raw.isRecord()) {
            return Optional.of(reference(type, context));
        }
        if (raw.isSealed()) {
            JsonSchema either = new JsonSchema();
            for (Class<?> one : raw.getPermittedSubclasses()) {
                either.addOneOfItem(inner(Json.mapper().constructType(one), context));
            }
            return Optional.of(either);
        }
        return Optional.empty();
    }

    private Schema<?> inner(JavaType type, ModelConverterContext context) {
        return known(type, context).orElseGet(() -> context.resolve(new AnnotatedType(type)));
    }

    private Schema<?> reference(JavaType type, ModelConverterContext context) {
        String name = SchemaNames.of(type);
        if (!context.getDefinedModels().containsKey(name)) {
            JsonSchema schema = ScalarSchemas.typed("object");
            // Defined before its parts, because a record may contain records of its own kind.
            context.defineModel(name, schema);
            fill(schema, type, context);
        }
        return new JsonSchema().$ref("#/components/schemas/" + name);
    }

    private void fill(JsonSchema schema, JavaType type, ModelConverterContext context) {
        boolean request = requests.getObject().contains(type.getRawClass());
        schema.setDescription(Comments.of(type.getRawClass()).type());
        if (request) {
            schema.setAdditionalProperties(false);
        }
        addProperties(schema, type, request, context);
    }

    private void addProperties(JsonSchema schema, JavaType type, boolean request, ModelConverterContext context) {
        Comments comments = Comments.of(type.getRawClass());
        for (RecordComponent component : type.getRawClass().getRecordComponents()) {
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            JavaType inner =
                    Json.mapper().getTypeFactory().resolveMemberType(component.getGenericType(), type.getBindings());
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                addProperties(schema, inner, request, context);
                continue;
            }
            Schema<?> part = inner(inner, context);
            part.setDescription(comments.components().get(component.getName()));
            schema.addProperty(name(component), nullable ? orNull(part) : part);
            if (!request || !nullable) {
                schema.addRequiredItem(name(component));
            }
        }
    }

    private String name(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property != null && !property.value().isEmpty() ? property.value() : naming.apply(component.getName());
    }

    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.getTypes() == null) {
            if (schema.get$ref() == null) {
                return schema;
            }
            Schema<?> either = new JsonSchema()
                    .anyOf(List.of(new JsonSchema().$ref(schema.get$ref()), ScalarSchemas.typed("null")));
            either.setDescription(schema.getDescription());
            return either;
        }
        Set<String> types = new TreeSet<>(schema.getTypes());
        types.add("null");
        schema.setTypes(types);
        if (schema.getEnum() != null) {
            schema.addEnumItemObject(null);
        }
        return schema;
    }
}
