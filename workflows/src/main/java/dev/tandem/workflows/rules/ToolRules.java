package dev.tandem.workflows.rules;

import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.graph.PathEvent;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.mock.TestTools;
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
import org.jspecify.annotations.Nullable;

/** Decides what follows when tools are asked for, and when they have returned. */
final class ToolRules {

    /** Tools that run at once. Their answers go back to the model together, in one payload. */
    static final int MOST_AT_ONCE = 16;

    private ToolRules() {}

    static Outcome ask(Transition turn, List<ToolCall> calls) {
        List<ToolRequest> requests = new ArrayList<>();
        List<ToolResult> refused = new ArrayList<>();
        for (ToolCall call : calls) {
            Optional<Tool> tool = turn.state().agent().tool(call.name());
            ToolMocking mocking = ToolMocking.of(turn.state(), call);
            boolean mocked = tool.isPresent() && mocking instanceof ToolMocking.Reply;
            turn.record(events -> events.toolStarted(call, mocked));
            if (tool.isEmpty()) {
                refused.add(refused(
                        call,
                        "There is no tool called " + call.name() + "; use one that is offered, or answer without."));
            } else if (requests.size() == MOST_AT_ONCE) {
                refused.add(refused(
                        call, "Only " + MOST_AT_ONCE + " tools run at once. Ask for this one again after the others."));
            } else {
                switch (mocking) {
                    case ToolMocking.Run _ -> requests.add(request(turn.state().call(), call, tool.get(), null));
                    case ToolMocking.Reply(String mock, TestTools.Reply reply) -> {
                        turn.change(state -> state.mocked(mock));
                        requests.add(request(turn.state().call(), call, tool.get(), reply));
                    }
                    case ToolMocking.Missing _ ->
                        refused.add(refused(call, "This is a test, and it has no mock of this tool that fits."));
                }
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
                        take(turn, call, result, isMocked(run, call));
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

    private static boolean isMocked(RunTools run, ToolCall call) {
        return run.requests().stream()
                .anyMatch(request ->
                        request.mock() != null && request.call().key().equals(call.key()));
    }

    private static void take(Transition turn, ToolCall call, ToolResult result, boolean mocked) {
        turn.record(events -> events.toolEnded(result, mocked));
        CallState state = turn.state();
        if (result.status() == ToolResult.Status.OK && result.content() != null) {
            state.agent()
                    .tool(call.name())
                    .ifPresent(tool -> turn.learn(
                            VariableRules.assign(state.call().graph(), state.variables(), tool, result, state.turn())));
        }
    }

    /** Makes a request, which carries only the workspace variables that the tool's config names. */
    private static ToolRequest request(Call call, ToolCall asked, Tool tool, TestTools.@Nullable Reply mock) {
        WorkspaceValues needed = call.version().workspace().only(WorkspaceNames.in(tool.config()));
        return new ToolRequest(call.input().callId(), asked, tool, needed, mock);
    }

    private static ToolResult refused(ToolCall call, String why) {
        return new ToolResult(call.key(), call.name(), ToolResult.Status.FAILED, null, why, 0, 0);
    }
}
