package dev.tandem.workers.think;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tandem.workers.itn.Reading;
import dev.tandem.workers.itn.SchemaTypes;
import dev.tandem.workers.itn.SpokenNames;
import dev.tandem.workers.itn.SpokenValues;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.ValueCheck;
import dev.tandem.workflows.variable.Variable;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the arguments of a tool as its JSON Schema wants them. A model may hand over the caller's own words. What
 * cannot be read stays as it was said, and the schema check refuses it.
 */
record SaidArguments(JsonNode schema, SpokenValues spoken) {

    JsonNode read(JsonNode arguments) {
        if (!arguments.isObject()) {
            return arguments;
        }
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        arguments
                .properties()
                .forEach(argument -> read.set(argument.getKey(), read(argument.getKey(), argument.getValue())));
        return read;
    }

    private JsonNode read(String name, JsonNode said) {
        if (!said.isString()) {
            return said;
        }
        return wanted(name)
                .filter(variable -> !fits(variable, said) || SpokenNames.isSpelled(variable, said.stringValue()))
                .flatMap(variable -> clear(spoken.read(variable, said.stringValue())))
                .orElse(said);
    }

    private static Optional<JsonNode> clear(Reading reading) {
        return switch (reading) {
            case Reading.Value value -> Optional.of(value.value());
            case Reading.Unclear _, Reading.Nothing _ -> Optional.empty();
        };
    }

    /** Returns what the schema says of an argument, as a variable; empty if words cannot be read by it. */
    private Optional<Variable> wanted(String name) {
        JsonNode parameter = schema.path("properties").path(name);
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
