package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.TransferNames;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.guard.Verdict;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A path as the model is offered it.
 *
 * @param toolName the function's name, unique in the agent
 * @param parameters JSON Schema of an object with the path's variables that are still missing, all of them optional (a
 *     model that must fill a field invents one); {@code x-data-type} gives each variable's type
 * @param guard what the path's guard says now: never that it is false
 */
public record PathOffer(Path path, String toolName, JsonNode parameters, Verdict guard) {

    /** A path that the model proposes at other times. */
    public record Withheld(
            Path path, Verdict guard, @Nullable String closed) {}

    /** What the model is offered now: those of higher priority first, else in the order of the document. */
    public static List<PathOffer> offered(RuleContext standing) {
        Map<String, String> names = TransferNames.of(standing.graph().paths(standing.agent()));
        return intents(standing)
                .filter(path -> withheld(standing, path).isEmpty())
                .map(path -> new PathOffer(
                        path,
                        names.getOrDefault(path.id(), path.id()),
                        parameters(path, standing.variables()),
                        standing.judge(path)))
                .toList();
    }

    /** What the model is not offered now, because it would be rejected whatever the caller says. */
    public static List<Withheld> withheld(RuleContext standing) {
        return intents(standing)
                .flatMap(path -> withheld(standing, path).stream())
                .toList();
    }

    private static Stream<Path> intents(RuleContext standing) {
        return standing.paths().stream().filter(path -> path.trigger() instanceof Trigger.Intent);
    }

    private static Optional<Withheld> withheld(RuleContext standing, Path path) {
        Verdict guard = standing.judge(path);
        String closed = Checks.closed(standing, path);
        return closed != null || guard instanceof Verdict.Fails
                ? Optional.of(new Withheld(path, guard, closed))
                : Optional.empty();
    }

    private static JsonNode parameters(Path path, Map<String, VariableValue> variables) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        path.variables().stream()
                .filter(variable -> isMissing(variable, variables))
                .forEach(variable -> properties.set(variable.name(), schema(variable)));
        return schema.put("additionalProperties", false);
    }

    private static boolean isMissing(Variable variable, Map<String, VariableValue> variables) {
        VariableValue known = variables.get(variable.name());
        return known == null || Checks.misfit(variable, known).isPresent();
    }

    /** JSON Schema of one variable, as a parameter of the model's tools. */
    public static ObjectNode schema(Variable variable) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        describeType(schema, variable.dataType());
        if (!variable.description().isBlank()) {
            schema.put("description", variable.description());
        }
        schema.put("x-data-type", variable.dataType().documentName());
        if (variable.pattern() != null) {
            schema.put("pattern", variable.pattern());
        }
        if (!variable.enumeration().isEmpty()) {
            ArrayNode allowed = schema.putArray("enum");
            variable.enumeration().forEach(value -> addAllowed(allowed, variable.dataType(), value));
        }
        return schema;
    }

    private static void describeType(ObjectNode schema, DataType type) {
        switch (type) {
            case STRING, PHONE, EMAIL, DIGITS -> schema.put("type", "string");
            case INTEGER -> schema.put("type", "integer");
            case NUMBER -> schema.put("type", "number");
            case BOOLEAN -> schema.put("type", "boolean");
            case DATE -> schema.put("type", "string").put("format", "date");
            case TIME -> schema.put("type", "string").put("format", "time");
            case DATETIME -> schema.put("type", "string").put("format", "date-time");
            case CURRENCY -> {
                ObjectNode parts = schema.put("type", "object").putObject("properties");
                parts.putObject("amount").put("type", "string");
                parts.putObject("currency").put("type", "string");
            }
        }
    }

    private static void addAllowed(ArrayNode allowed, DataType type, String value) {
        switch (type) {
            case INTEGER, NUMBER -> allowed.add(new BigDecimal(value));
            case STRING, BOOLEAN, DATE, TIME, DATETIME, PHONE, EMAIL, DIGITS, CURRENCY -> allowed.add(value);
        }
    }
}
