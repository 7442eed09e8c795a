package dev.tandem.workers.think;

import dev.tandem.workers.itn.Reading;
import dev.tandem.workers.itn.SpokenValues;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.variable.ValueCheck;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableNote;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads values by the type of each variable. A model may hand over the caller's own words. */
record SaidValues(AgentGraph graph, Agent agent, SpokenValues spoken) {

    TransferProposal proposal(Path path, JsonNode arguments) {
        if (!arguments.isObject()) {
            return new TransferProposal(path.id(), arguments);
        }
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        Map<String, String> unclear = new LinkedHashMap<>();
        arguments.properties().forEach(argument -> {
            Optional<Variable> variable =
                    path.variable(argument.getKey()).or(() -> graph.declaration(agent, argument.getKey()));
            switch (read(variable, argument.getValue())) {
                case Reading.Value value -> read.set(argument.getKey(), value.value());
                case Reading.Nothing _ -> read.set(argument.getKey(), argument.getValue());
                case Reading.Unclear why -> {
                    read.set(argument.getKey(), argument.getValue());
                    unclear.put(argument.getKey(), why.reason());
                }
            }
        });
        return new TransferProposal(path.id(), read, unclear.isEmpty() ? null : unclear);
    }

    VariableNote note(String name, JsonNode said, boolean confirmed) {
        String raw = said.asString("");
        return switch (read(graph.declaration(agent, name), said)) {
            case Reading.Value value -> new VariableNote(name, raw, value.value(), confirmed);
            case Reading.Nothing _ -> new VariableNote(name, raw, said, confirmed);
            case Reading.Unclear why -> new VariableNote(name, raw, said, confirmed, why.reason());
        };
    }

    /** Reads a value. One that fits stays as it is. If nothing can be read, the call workflow says what is wrong. */
    private Reading read(Optional<Variable> variable, JsonNode said) {
        if (variable.isEmpty()
                || !said.isString()
                || ValueCheck.misfit(variable.get(), said).isEmpty()) {
            return new Reading.Nothing();
        }
        return spoken.read(variable.get(), said.stringValue());
    }
}
