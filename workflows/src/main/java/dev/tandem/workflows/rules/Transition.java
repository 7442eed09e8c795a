package dev.tandem.workflows.rules;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.variable.VariableUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Leads from one state of a call to the next, and collects the events on the way. Each event changes the state as it is
 * decided.
 */
final class Transition {

    private final List<CallEvent> events = new ArrayList<>();
    private CallState state;

    Transition(CallState state) {
        this.state = state;
    }

    CallState state() {
        return state;
    }

    List<CallEvent> events() {
        return List.copyOf(events);
    }

    /** Changes what is not recorded: how far the open turn has come, and what the attending process is told. */
    void change(UnaryOperator<CallState> step) {
        state = step.apply(state);
    }

    /** Records an event, made of the present state, and changes the state by it. */
    void record(Function<EventFactory, CallEvent> event) {
        CallEvent happened = event.apply(new EventFactory(state));
        events.add(happened);
        state = state.after(happened);
    }

    /** Records what was learnt, and what was refused. */
    void learn(VariableUpdate update) {
        update.changed().forEach(variable -> record(events -> events.variableCollected(variable)));
        update.refusals().forEach(refusal -> record(events -> events.variableRefused(refusal)));
    }

    Outcome then(Action next) {
        return new Outcome(state, next, events);
    }
}
