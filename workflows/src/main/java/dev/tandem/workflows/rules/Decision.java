package dev.tandem.workflows.rules;

import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.variable.VariableUpdate;
import dev.tandem.workflows.variable.VariableValue;
import java.util.List;
import java.util.Map;

/** The call workflow's decision on a proposed path. */
public sealed interface Decision {

    /** Returns what became of the values of the proposal. */
    VariableUpdate update();

    /** Returns all variables of the call after the decision, by name. */
    default Map<String, VariableValue> variables() {
        return update().variables();
    }

    /** Returns the variables that the proposal changed, in the order of its arguments. */
    default List<VariableValue> changed() {
        return update().changed();
    }

    /** The call moves along {@code path}. */
    record Committed(Path path, Checks checks, VariableUpdate update) implements Decision {}

    /** The agent stays. Values that fit were kept. */
    record Rejected(Rejection rejection, VariableUpdate update) implements Decision {}
}
