package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.variable.Ordered;
import dev.tandem.workflows.variable.VariableValue;
import java.util.List;
import java.util.Map;

/** The call workflow's decision on a proposed path. */
public sealed interface Decision {

    /** Returns all variables of the call after the decision, by name. */
    Map<String, VariableValue> variables();

    /** Returns the variables that the proposal changed, in the order of its arguments. */
    List<VariableValue> changed();

    /** The call moves along {@code path}. */
    record Committed(Path path, Checks checks, Map<String, VariableValue> variables, List<VariableValue> changed)
            implements Decision {

        public Committed {
            variables = Ordered.copy(variables);
            changed = List.copyOf(changed);
        }
    }

    /** The agent stays. Values that fit were kept. */
    record Rejected(Rejection rejection, Map<String, VariableValue> variables, List<VariableValue> changed)
            implements Decision {

        public Rejected {
            variables = Ordered.copy(variables);
            changed = List.copyOf(changed);
        }
    }
}
