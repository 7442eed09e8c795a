package dev.tandem.workflows.scenario;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.variable.Ordered;
import java.util.List;
import java.util.Map;

/** Who calls in a scenario. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Caller.Script.class, name = "script"),
    @JsonSubTypes.Type(value = Caller.Persona.class, name = "persona")
})
public sealed interface Caller {

    /** Says the same lines whatever the agent answers. */
    record Script(List<Line> lines) implements Caller {

        public Script {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Answers the agent until the goal is reached, or until it has said enough.
     *
     * @param goal what the caller wants, in a sentence
     * @param facts what the caller knows, by a name such as {@code order_id}
     * @param style how the caller talks, in a sentence; empty: plainly
     * @param model who decides what the caller says; {@code builtin} needs no key
     * @param maxTurns how many lines the caller says at most
     */
    record Persona(String goal, Map<String, String> facts, String style, ProviderConfig model, int maxTurns)
            implements Caller {

        public Persona {
            facts = Ordered.copy(facts);
        }
    }
}
