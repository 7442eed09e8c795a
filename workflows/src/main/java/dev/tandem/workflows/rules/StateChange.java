package dev.tandem.workflows.rules;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Context;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.payload.PayloadSize;
import dev.tandem.workflows.payload.Shortened;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Conversation.Line;
import dev.tandem.workflows.protocol.Conversation.Role;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TurnInput.Aside;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action.EndCall;
import dev.tandem.workflows.rules.CallState.AskedTools;
import dev.tandem.workflows.rules.CallState.Untold;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Builds the next {@link CallState} from the one before. */
final class StateChange {

    private final CallState before;
    private String agentId;
    TurnProgress progress;
    private List<Line> lines;
    private Map<String, VariableValue> variables;
    private Map<String, VariableValue> claims;
    Untold untold;
    SortedMap<Integer, Utterance> unsettled;
    private AskedTools tools;
    String played;
    private PathHistory history;
    private String decision;

    @Nullable EndCall closing;

    private Control control;

    StateChange(CallState before) {
        this.before = before;
        this.agentId = before.agentId();
        this.progress = before.progress();
        this.lines = before.lines();
        this.variables = before.variables();
        this.claims = before.claims();
        this.untold = before.untold();
        this.unsettled = before.unsettled();
        this.tools = before.tools();
        this.played = before.played();
        this.history = before.history();
        this.decision = before.decision();
        this.closing = before.closing();
        this.control = before.control();
    }

    CallState done() {
        return new CallState(
                before.call(),
                agentId,
                progress,
                lines,
                variables,
                claims,
                untold,
                unsettled,
                tools,
                played,
                history,
                decision,
                closing,
                control);
    }

    void mocked(String mock) {
        tools = tools.mocked(mock);
    }

    void heard(Utterance utterance) {
        unsettled = new TreeMap<>(unsettled);
        unsettled.put(utterance.turn(), utterance);
    }

    CallState by(CallEvent event) {
        switch (event) {
            case CallEvent.AgentActivated activated -> agentId = activated.agentId();
            case CallEvent.TurnCommitted committed -> committed(committed);
            case CallEvent.ReplySpoken spoken -> {
                if (!spoken.text().isEmpty()) {
                    line(said(spoken.turn(), Role.AGENT, spoken.text(), spoken.interrupted()));
                }
            }
            case CallEvent.ToolStarted started -> tools = tools.started(started.key(), started.arguments());
            case CallEvent.ToolEnded ended -> ended(ended);
            case CallEvent.PathTaken taken -> taken(taken);
            case CallEvent.PathSummarised summarised -> summarised(summarised);
            case CallEvent.PathRejected rejected -> rejected(rejected);
            case CallEvent.VariableCollected collected -> collected(collected);
            case CallEvent.VariableRefused refused -> refused(refused);
            case CallEvent.OperatorPaused _ -> control = Control.PAUSED;
            case CallEvent.OperatorTookOver _ -> control = Control.OPERATOR;
            case CallEvent.OperatorResumed _, CallEvent.OperatorHandedBack _ -> control = Control.AGENT;
            case CallEvent.OperatorSaid said -> untold = untold.with(new Aside(said.commandId(), said.text()));
            case CallEvent.CallStarted _,
                    CallEvent.TurnFailed _,
                    CallEvent.PathOffered _,
                    CallEvent.ProviderUsed _,
                    CallEvent.ProviderFailedOver _,
                    CallEvent.AttendanceLost _,
                    CallEvent.AttendanceResumed _,
                    CallEvent.OperatorForcedPath _,
                    CallEvent.OperatorCorrectedVariable _,
                    CallEvent.OperatorEnded _,
                    CallEvent.OperatorRefused _,
                    CallEvent.CallEnded _ -> {
                // These events report on a call, and change nothing that its rules look at.
            }
        }
        return done();
    }

    private void committed(CallEvent.TurnCommitted committed) {
        line(said(committed.turn(), Role.CALLER, committed.text(), false));
        heard(new Utterance(committed.turn(), committed.text()));
        progress = progress.callerCommitted();
    }

    private void ended(CallEvent.ToolEnded ended) {
        ToolResult result = switch (ended) {
            case CallEvent.ToolFinished finished ->
                result(finished, ToolResult.Status.OK, finished.result().isNull() ? null : finished.result(), null);
            case CallEvent.ToolFailed failed -> result(failed, status(failed.status()), null, failed.error());
        };
        line(new Line(
                ended.turn(),
                Role.TOOL,
                agentId,
                ended.name(),
                false,
                tools.running().get(ended.key()),
                result));
        tools = tools.ended(ended.key());
    }

    private static ToolResult result(
            CallEvent.ToolEnded ended, ToolResult.Status status, @Nullable JsonNode content, @Nullable String error) {
        return new ToolResult(ended.key(), ended.name(), status, content, error, ended.runs(), ended.durationMs());
    }

    private static ToolResult.Status status(CallEvent.ToolFailed.Status status) {
        return switch (status) {
            case FAILED -> ToolResult.Status.FAILED;
            case UNKNOWN -> ToolResult.Status.UNKNOWN;
            case CANCELLED -> ToolResult.Status.CANCELLED;
        };
    }

    private void taken(CallEvent.PathTaken taken) {
        line(said(taken.turn(), Role.TRANSFER, taken.pathId(), false));
        graph().path(taken.pathId()).ifPresent(path -> history = history.took(path, taken.turn()));
        if (!taken.by().equals(CallEvent.PathTaken.ROUTED)) {
            progress = progress.pathTaken();
        }
        if (taken.toAgentId() == null) {
            closing = EndCall.completed("path_taken");
        }
        decide(taken.why());
    }

    /** Adds the summary to the first path of the last move that has a summary as its context. */
    private void summarised(CallEvent.PathSummarised summarised) {
        int from = lines.size();
        while (from > 0 && lines.get(from - 1).role() == Role.TRANSFER) {
            from--;
        }
        List<Line> told = new ArrayList<>(lines);
        for (int at = from; at < told.size(); at++) {
            Line line = told.get(at);
            if (line.summary() == null && line.text().equals(summarised.pathId()) && isSummarised(line.text())) {
                String text = summarised.text();
                told.set(at, bounded(line.with(text == null ? "" : text)));
                break;
            }
        }
        lines = told;
    }

    private boolean isSummarised(String pathId) {
        return graph().path(pathId).map(Path::context).orElse(null) instanceof Context.Summary;
    }

    private void rejected(CallEvent.PathRejected rejected) {
        line(said(rejected.turn(), Role.REJECTED, rejected.pathId(), false));
        Map<String, Integer> asked = rejected.asked();
        if (asked != null) {
            graph().path(before.agent(), rejected.pathId()).ifPresent(path -> history = history.asked(path, asked));
        }
        decide(rejected.why());
    }

    private void collected(CallEvent.VariableCollected collected) {
        VariableValue value = new VariableValue(
                collected.name(), collected.value(), collected.source(), collected.turn(), collected.confirmed());
        variables = new LinkedHashMap<>(variables);
        variables.put(value.name(), value);
        untold = untold.with(value);
        if (claims.containsKey(value.name())) {
            claims = new LinkedHashMap<>(claims);
            claims.remove(value.name());
        }
    }

    /** Keeps what the caller may still confirm. */
    private void refused(CallEvent.VariableRefused refused) {
        if (refused.source() == Source.CALLER && refused.reason().equals(Checks.UNCONFIRMED)) {
            claims = new LinkedHashMap<>(claims);
            claims.put(
                    refused.name(),
                    new VariableValue(refused.name(), refused.value(), Source.CALLER, refused.turn(), false));
        }
    }

    private void decide(@Nullable String why) {
        decision = why == null ? "" : why;
    }

    private Line said(int turn, Role role, String text, boolean interrupted) {
        return new Line(turn, role, agentId, text, interrupted, null, null);
    }

    private void line(Line line) {
        List<Line> longer = new ArrayList<>(lines);
        longer.add(bounded(line));
        lines = longer;
    }

    /** Cuts a line that no page of the conversation could hold. */
    private static Line bounded(Line line) {
        return Shortened.to(line, Line.class, PayloadSize.MOST_OF_A_PART);
    }

    private AgentGraph graph() {
        return before.call().graph();
    }
}
