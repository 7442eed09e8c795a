package dev.tandem.workers.think;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tandem.workers.itn.Reading;
import dev.tandem.workers.itn.SchemaTypes;
import dev.tandem.workers.itn.SpokenNames;
import dev.tandem.workers.itn.SpokenValues;
import dev.tandem.workflows.graph.ToolParameters;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.ValueCheck;
import dev.tandem.workflows.variable.Variable;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the arguments of a tool as its JSON Schema wants them, and adds what the schema knows by itself. A model may hand
 * over the caller's own words. What cannot be read stays as it was said, and the schema check refuses it.
 */
record SaidArguments(JsonNode schema, SpokenValues spoken) {

    private static final Pattern BETWEEN_ITEMS = Pattern.compile("\\s*,\\s*(?:and\\s+)?|\\s+and\\s+");

    JsonNode read(JsonNode arguments) {
        if (!arguments.isObject()) {
            return arguments;
        }
        ToolParameters parameters = new ToolParameters(schema);
        JsonNode properties = parameters.plain().path("properties");
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        arguments
                .properties()
                .forEach(argument -> read.set(
                        argument.getKey(),
                        read(argument.getKey(), properties.path(argument.getKey()), argument.getValue())));
        return parameters.filled(read);
    }

    private JsonNode read(String name, JsonNode parameter, JsonNode said) {
        if (!said.isString()) {
            return said;
        }
        if (parameter.path("type").asString("").equals("array")) {
            return list(name, parameter.path("items"), said.stringValue());
        }
        return wanted(name, parameter)
                .filter(variable -> !fits(variable, said) || SpokenNames.isSpelled(variable, said.stringValue()))
                .flatMap(variable -> clear(spoken.read(variable, said.stringValue())))
                .orElse(said);
    }

    /** Reads a list as it is said: {@code red, green and blue}. */
    private JsonNode list(String name, JsonNode item, String said) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (String one : BETWEEN_ITEMS.split(said)) {
            if (!one.isBlank()) {
                items.add(read(name, item, JsonNodeFactory.instance.stringNode(one.strip())));
            }
        }
        return items;
    }

    private static Optional<JsonNode> clear(Reading reading) {
        return switch (reading) {
            case Reading.Value value -> Optional.of(value.value());
            case Reading.Unclear _, Reading.Nothing _ -> Optional.empty();
        };
    }

    /** Returns what the schema says of an argument, as a variable; empty if words cannot be read by it. */
    private Optional<Variable> wanted(String name, JsonNode parameter) {
        DataType type = SchemaTypes.of(parameter);
        String pattern = parameter.path("pattern").asString("");
        List<String> allowed = parameter.path("enum").values().stream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
        Variable wanted = Variable.constraint(
                name, parameter.path("description").asString(""), type, pattern.isEmpty() ? null : pattern, allowed);
        boolean isAnyText = type == DataType.STRING && pattern.isEmpty() && allowed.isEmpty();
        return (isAnyText && !SpokenNames.isName(wanted)) || !isReadable(pattern)
                ? Optional.empty()
                : Optional.of(wanted);
    }

    /**
     * Whether a pattern can be used here. JSON Schema's patterns may say more than RE2's, and match anywhere in a text.
     */
    private static boolean isReadable(String pattern) {
        try {
            var _ = Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException foreign) {
            return false;
        }
    }

    private static boolean fits(Variable variable, JsonNode said) {
        String pattern = variable.pattern();
        boolean found = pattern != null
                && variable.enumeration().isEmpty()
                && variable.dataType() == DataType.STRING
                && Pattern.compile(pattern).matcher(said.stringValue()).find();
        return found || ValueCheck.misfit(variable, said).isEmpty();
    }
}
