package dev.tandem.workflows.rules;

import dev.tandem.workflows.protocol.Conversation.Line;
import dev.tandem.workflows.protocol.Conversation.Role;
import dev.tandem.workflows.variable.VariableValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A consequence in the making: the state as it changes, and what is recorded of it on the way. */
final class Transition {

    private final List<Entry> entries = new ArrayList<>();
    private CallState state;

    Transition(CallState state) {
        this.state = state;
    }

    CallState state() {
        return state;
    }

    void change(UnaryOperator<CallState> step) {
        state = step.apply(state);
    }

    /** Records something as it is in the state of this moment. */
    void enter(Function<Entries, Entry> entry) {
        entries.add(entry.apply(new Entries(state)));
    }

    void say(Role role, String text, boolean interrupted) {
        line(new Line(state.turn(), role, state.agentId(), text, interrupted, null, null));
    }

    void propose(Role role, String pathId, @Nullable JsonNode arguments) {
        line(new Line(state.turn(), role, state.agentId(), pathId, false, arguments, null));
    }

    void line(Line line) {
        state = state.with(line);
    }

    void learn(Map<String, VariableValue> variables, List<VariableValue> changed) {
        state = state.with(variables, changed);
        changed.forEach(variable -> enter(entries -> entries.variableCollected(variable)));
    }

    Outcome then(Action next) {
        return new Outcome(state, next, entries);
    }
}
