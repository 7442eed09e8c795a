package dev.tandem.workflows.call;

import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.protocol.Conversation.Line;
import dev.tandem.workflows.protocol.Conversation.Role;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.variable.HiddenValues;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Shows a call at a glance, for operators. The details are Markdown bullets, because the Temporal UI renders tables
 * badly. They are made when somebody looks, and stored nowhere.
 */
final class CallDetails {

    private static final int LAST_LINES = 6;

    private CallDetails() {}

    /** @param hidden the values that the call must not show */
    static String of(CallState state, HiddenValues hidden) {
        return "- **Agent:** " + state.agent().name()
                + "\n- **Turn:** " + state.turn()
                + control(state)
                + "\n- **Variables:** " + variables(state, hidden)
                + "\n- **Last transfer:** " + lastTransfer(state)
                + "\n- **Last decision:** " + (state.decision().isEmpty() ? "none" : hidden.in(state.decision()))
                + "\n- **Last lines:**" + lastLines(state, hidden);
    }

    private static String control(CallState state) {
        return switch (state.control()) {
            case AGENT -> "";
            case PAUSED -> "\n- **Paused** by an operator";
            case OPERATOR -> "\n- **Taken over** by an operator";
        };
    }

    private static String variables(CallState state, HiddenValues hidden) {
        String known = state.variables().values().stream()
                .map(variable -> variable.name() + " = `" + hidden.of(variable) + "`")
                .collect(Collectors.joining(", "));
        return known.isEmpty() ? "none" : known;
    }

    private static String lastTransfer(CallState state) {
        return state.lines().reversed().stream()
                .filter(line -> line.role() == Role.TRANSFER)
                .findFirst()
                .flatMap(line -> state.call()
                        .graph()
                        .path(agent(state, line), line.text())
                        .map(path -> path.name() + ", turn " + line.turn()))
                .orElse("none");
    }

    private static Agent agent(CallState state, Line line) {
        return state.call().graph().agent(line.agentId());
    }

    private static String lastLines(CallState state, HiddenValues hidden) {
        List<Line> spoken = state.lines().reversed().stream()
                .filter(line -> line.role() == Role.CALLER || line.role() == Role.AGENT)
                .limit(LAST_LINES)
                .toList()
                .reversed();
        return spoken.stream()
                .map(line ->
                        "\n  - " + speaker(state, line) + ": " + shown(line, hidden) + (line.interrupted() ? " —" : ""))
                .collect(Collectors.joining());
    }

    private static String shown(Line line, HiddenValues hidden) {
        return hidden.in(line.text(), line.turn(), line.role() == Role.CALLER);
    }

    private static String speaker(CallState state, Line line) {
        return line.role() == Role.CALLER ? "Caller" : agent(state, line).name();
    }
}
