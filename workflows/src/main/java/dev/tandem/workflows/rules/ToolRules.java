package dev.tandem.workflows.rules;

import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.graph.PathEvent;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.protocol.Conversation.Line;
import dev.tandem.workflows.protocol.Conversation.Role;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolRequest;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.rules.Action.ArmTurn;
import dev.tandem.workflows.rules.Action.RunTools;
import dev.tandem.workflows.rules.CallState.Call;
import dev.tandem.workflows.variable.VariableUpdate;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What follows from tools: asked for, and come back. */
public final class ToolRules {

    private ToolRules() {}

    static Outcome ask(Transition draft, List<ToolCall> calls) {
        List<ToolRequest> requests = new ArrayList<>();
        List<ToolResult> refused = new ArrayList<>();
        for (ToolCall call : calls) {
            draft.enter(entries -> entries.toolStarted(call));
            Optional<Tool> tool = draft.state().agent().tool(call.name());
            tool.ifPresentOrElse(
                    known -> requests.add(request(draft.state().call(), call, known)),
                    () -> refused.add(unknown(call)));
        }
        draft.change(state -> state.with(state.progress().toolsAsked()));
        return draft.then(new RunTools(calls, requests, refused));
    }

    /** Results go back to the model, in the order in which it asked. */
    public static Outcome ran(CallState state, RunTools run, List<ToolResult> ran) {
        Transition draft = new Transition(state);
        List<ToolResult> results = new ArrayList<>();
        for (ToolCall call : run.calls()) {
            Stream.concat(ran.stream(), run.refused().stream())
                    .filter(result -> result.key().equals(call.key()))
                    .findFirst()
                    .ifPresent(result -> {
                        results.add(result);
                        take(draft, call, result);
                    });
        }
        Optional<Outcome> moved = moved(draft, results);
        if (moved.isPresent()) {
            return moved.get();
        }
        draft.change(open -> open.with(open.progress().nextStep()));
        boolean speechOnly =
                draft.state().progress().exhausted(state.call().graph().limits().maxToolSteps());
        return draft.then(ArmTurn.withResults(results, speechOnly));
    }

    /** A tool's failure, or what a result made true, may move the call before the model is asked. */
    private static Optional<Outcome> moved(Transition draft, List<ToolResult> results) {
        return results.stream()
                .filter(result -> isFailure(result.status()))
                .map(result -> new Trigger.Event(new PathEvent.ToolFailed(result.name())))
                .flatMap(failed -> MoveRules.follow(draft, failed, results).stream())
                .findFirst()
                .or(() -> MoveRules.follow(draft, new Trigger.Expression(), results));
    }

    /** That the caller interrupted a tool is none. */
    private static boolean isFailure(ToolResult.Status status) {
        return switch (status) {
            case FAILED, UNKNOWN -> true;
            case OK, CANCELLED -> false;
        };
    }

    private static void take(Transition draft, ToolCall call, ToolResult result) {
        draft.enter(entries -> entries.toolEnded(result));
        CallState state = draft.state();
        draft.line(new Line(state.turn(), Role.TOOL, state.agentId(), call.name(), false, call.arguments(), result));
        JsonNode content = result.content();
        if (result.status() == ToolResult.Status.OK && content != null) {
            state.agent().tool(call.name()).ifPresent(tool -> {
                VariableUpdate assigned =
                        VariableRules.assign(state.call().graph(), state.variables(), tool, content, state.turn());
                draft.learn(assigned.variables(), assigned.changed());
            });
        }
    }

    /** With nothing of the workspace but what the tool's config names. */
    private static ToolRequest request(Call call, ToolCall asked, Tool tool) {
        WorkspaceValues needed = call.version().workspace().only(WorkspaceNames.in(tool.config()));
        return new ToolRequest(call.input().callId(), asked, tool, needed);
    }

    private static ToolResult unknown(ToolCall call) {
        return new ToolResult(
                call.key(),
                call.name(),
                ToolResult.Status.FAILED,
                null,
                "There is no tool called " + call.name() + "; use one that is offered, or answer without.",
                0,
                0);
    }
}
