package dev.tandem.workflows.rules;

import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.graph.PathEvent;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.TurnStep.ToolReturn;
import dev.tandem.workflows.rules.Action.Arm;
import dev.tandem.workflows.rules.Action.RunTools;
import dev.tandem.workflows.rules.CallState.Call;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides what follows when tools are asked for, and when they have returned. */
final class ToolRules {

    /** Tools that run at once. Their answers go back to the model together, in one payload. */
    static final int MOST_AT_ONCE = 16;

    private ToolRules() {}

    static Outcome ask(Transition turn, List<ToolCall> calls) {
        List<ToolRequest> requests = new ArrayList<>();
        List<ToolResult> refused = new ArrayList<>();
        for (ToolCall call : calls) {
            turn.record(events -> events.toolStarted(call));
            Optional<Tool> tool = turn.state().agent().tool(call.name());
            if (tool.isEmpty()) {
                refused.add(refused(
                        call,
                        "There is no tool called " + call.name() + "; use one that is offered, or answer without."));
            } else if (requests.size() == MOST_AT_ONCE) {
                refused.add(refused(
                        call, "Only " + MOST_AT_ONCE + " tools run at once. Ask for this one again after the others."));
            } else {
                requests.add(request(turn.state().call(), call, tool.get()));
            }
        }
        turn.change(state -> state.with(state.progress().toolsAsked()));
        return turn.then(new RunTools(calls, requests, refused));
    }

    /** Returns the results to the model, in the order in which it asked. */
    static Outcome ran(CallState state, RunTools run, List<ToolResult> ran) {
        Transition turn = new Transition(state);
        List<ToolReturn> returns = new ArrayList<>();
        for (ToolCall call : run.calls()) {
            Stream.concat(ran.stream(), run.refused().stream())
                    .filter(result -> result.key().equals(call.key()))
                    .findFirst()
                    .ifPresent(result -> {
                        returns.add(new ToolReturn(call, result));
                        take(turn, call, result);
                    });
        }
        Optional<Outcome> moved = moved(turn, returns);
        if (moved.isPresent()) {
            return moved.get();
        }
        turn.change(open -> open.with(open.progress().nextStep()));
        return turn.then(new Arm(new TurnStep.GoOn(returns)));
    }

    /** Moves the call before the model is asked, if a tool's failure or result calls for it. */
    private static Optional<Outcome> moved(Transition turn, List<ToolReturn> returns) {
        return returns.stream()
                .map(ToolReturn::result)
                .filter(result -> isFailure(result.status()))
                .map(result -> new Trigger.Event(new PathEvent.ToolFailed(result.name())))
                .flatMap(failed -> MoveRules.follow(turn, failed, returns).stream())
                .findFirst()
                .or(() -> MoveRules.follow(turn, new Trigger.Expression(), returns));
    }

    /** Returns whether the status is a failure. An interrupted tool does not count as a failure. */
    private static boolean isFailure(ToolResult.Status status) {
        return switch (status) {
            case FAILED, UNKNOWN -> true;
            case OK, CANCELLED -> false;
        };
    }

    private static void take(Transition turn, ToolCall call, ToolResult result) {
        turn.record(events -> events.toolEnded(result));
        CallState state = turn.state();
        if (result.status() == ToolResult.Status.OK && result.content() != null) {
            state.agent()
                    .tool(call.name())
                    .ifPresent(tool -> turn.learn(
                            VariableRules.assign(state.call().graph(), state.variables(), tool, result, state.turn())));
        }
    }

    /** Makes a request, which carries only the workspace variables that the tool's config names. */
    private static ToolRequest request(Call call, ToolCall asked, Tool tool) {
        WorkspaceValues needed = call.version().workspace().only(WorkspaceNames.in(tool.config()));
        return new ToolRequest(call.input().callId(), asked, tool, needed);
    }

    private static ToolResult refused(ToolCall call, String why) {
        return new ToolResult(call.key(), call.name(), ToolResult.Status.FAILED, null, why, 0, 0);
    }
}
