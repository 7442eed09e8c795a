package dev.tandem.workers.think;

import com.google.re2j.Pattern;
import dev.tandem.workers.itn.Reading;
import dev.tandem.workers.itn.SpokenNames;
import dev.tandem.workers.itn.SpokenValues;
import dev.tandem.workers.itn.UtteranceWords;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.variable.ValueCheck;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableNote;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads values by the type of each variable. A model may hand over the caller's own words. */
record SaidValues(AgentGraph graph, Agent agent, SpokenValues spoken) {

    private static final Pattern SAYS_BOTH = Pattern.compile("\\b(?:both|same|too|as well|each|all)\\b");

    TransferProposal proposal(Path path, JsonNode arguments) {
        if (!arguments.isObject()) {
            return new TransferProposal(path.id(), arguments);
        }
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        Function<String, Optional<Variable>> declared =
                name -> path.variable(name).or(() -> graph.declaration(agent, name));
        Map<String, String> unclear = new LinkedHashMap<>(twice(arguments, declared));
        arguments.properties().forEach(argument -> {
            switch (read(declared.apply(argument.getKey()), argument.getValue())) {
                case Reading.Value value -> read.set(argument.getKey(), value.value());
                case Reading.Nothing _ -> read.set(argument.getKey(), argument.getValue());
                case Reading.Unclear why -> {
                    read.set(argument.getKey(), argument.getValue());
                    unclear.putIfAbsent(argument.getKey(), why.reason());
                }
            }
        });
        return new TransferProposal(path.id(), read, unclear.isEmpty() ? null : unclear);
    }

    /** @param confirmed names of variables that the caller has confirmed */
    List<VariableNote> notes(JsonNode noted, Set<String> confirmed) {
        Map<String, String> twice = twice(noted, name -> graph.declaration(agent, name));
        return noted.properties().stream()
                .map(entry -> note(
                        entry.getKey(),
                        entry.getValue(),
                        confirmed.contains(entry.getKey()),
                        Optional.ofNullable(twice.get(entry.getKey()))))
                .toList();
    }

    private VariableNote note(String name, JsonNode said, boolean confirmed, Optional<String> why) {
        String raw = said.asString("");
        Reading reading =
                why.<Reading>map(Reading.Unclear::new).orElseGet(() -> read(graph.declaration(agent, name), said));
        return switch (reading) {
            case Reading.Value value -> new VariableNote(name, raw, value.value(), confirmed);
            case Reading.Nothing _ -> new VariableNote(name, raw, said, confirmed);
            case Reading.Unclear unclear -> new VariableNote(name, raw, said, confirmed, unclear.reason());
        };
    }

    /**
     * Finds variables that a model fills with the same words of the caller as one before them, of the same type: one
     * value never fills two. A value that the model wrote in its finished form is the model's own reading, and passes.
     */
    private Map<String, String> twice(JsonNode said, Function<String, Optional<Variable>> declared) {
        Map<String, String> first = new HashMap<>();
        Map<String, String> twice = new LinkedHashMap<>();
        said.properties()
                .forEach(argument -> declared.apply(argument.getKey())
                        .filter(variable -> isInWords(variable, argument.getValue()))
                        .ifPresent(variable -> {
                            String words = String.join(
                                    " ",
                                    UtteranceWords.words(argument.getValue().stringValue()));
                            String earlier = first.putIfAbsent(variable.dataType() + ":" + words, variable.name());
                            if (earlier != null && !SAYS_BOTH.matcher(words).find()) {
                                twice.put(variable.name(), "was said for " + earlier + "; ask for this one by itself");
                            }
                        }));
        return twice;
    }

    private static boolean isInWords(Variable variable, JsonNode said) {
        return said.isString() && ValueCheck.misfit(variable, said).isPresent();
    }

    /** Reads a value. One that fits stays as it is. If nothing can be read, the call workflow says what is wrong. */
    private Reading read(Optional<Variable> variable, JsonNode said) {
        if (variable.isEmpty()
                || !said.isString()
                || (ValueCheck.misfit(variable.get(), said).isEmpty()
                        && !SpokenNames.isSpelled(variable.get(), said.stringValue()))) {
            return new Reading.Nothing();
        }
        return spoken.read(variable.get(), said.stringValue());
    }
}
