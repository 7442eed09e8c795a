package dev.tandem.workflows.guard;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A path's condition: a CEL expression over the variables of a call, {@code visits}, {@code turn} and {@code channel}.
 */
public sealed interface Guard {

    /** Returns the guard as the document has it. */
    String text();

    Verdict judge(Facts facts);

    /**
     * Holds all that a guard can use. The clock is not in it, so that a replay has the same verdict as the call.
     *
     * @param variables of the call, by name; a missing one is unknown
     * @param visits how often the path was taken in this call
     * @param turn from 0
     * @param channel of the call: {@code voice}, {@code chat}
     */
    record Facts(Map<String, JsonNode> variables, int visits, int turn, String channel) {}

    /**
     * A guard that can be evaluated.
     *
     * @param names what it looks at: variables, {@code visits}, {@code turn}, {@code channel}
     */
    record Sound(String text, GuardProgram program, Set<String> names) implements Guard {

        public Sound {
            names = Set.copyOf(names);
        }

        @Override
        public Verdict judge(Facts facts) {
            return program.judge(facts);
        }
    }

    /**
     * A guard that cannot be evaluated: it is never true.
     *
     * @param code of the publish gate
     * @param message a sentence that says what to do
     */
    record Faulty(String text, String code, String message) implements Guard {

        @Override
        public Verdict judge(Facts facts) {
            return new Verdict.Fails(message);
        }
    }
}
