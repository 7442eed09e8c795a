package dev.tandem.workflows.event;

import dev.tandem.workflows.variable.Masking;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Masks sensitive values in events before they leave the call workflow. Nothing else masks them. */
public final class EventMasking {

    private final Masking masking;

    public EventMasking(Masking masking) {
        this.masking = masking;
    }

    public CallEvent mask(CallEvent event) {
        return switch (event) {
            case CallEvent.ToolStarted started ->
                new CallEvent.ToolStarted(
                        started.turn(),
                        started.agentId(),
                        started.agent(),
                        started.key(),
                        started.name(),
                        masking.maskMembers(started.arguments()));
            case CallEvent.ToolFinished finished ->
                new CallEvent.ToolFinished(
                        finished.turn(),
                        finished.key(),
                        finished.name(),
                        masking.maskMembers(finished.result()),
                        finished.runs(),
                        finished.durationMs());
            case CallEvent.VariableCollected collected ->
                new CallEvent.VariableCollected(
                        collected.turn(),
                        collected.name(),
                        masking.mask(collected.name(), collected.value()),
                        collected.source(),
                        collected.confirmed());
            case CallEvent.OperatorCorrectedVariable corrected ->
                new CallEvent.OperatorCorrectedVariable(
                        corrected.turn(),
                        corrected.agentId(),
                        corrected.agent(),
                        corrected.commandId(),
                        corrected.by(),
                        corrected.name(),
                        masking.mask(corrected.name(), corrected.value()));
            case CallEvent.PathTaken taken -> mask(taken);
            case CallEvent.CallStarted _,
                    CallEvent.AgentActivated _,
                    CallEvent.TurnCommitted _,
                    CallEvent.ReplySpoken _,
                    CallEvent.TurnFailed _,
                    CallEvent.ToolFailed _,
                    CallEvent.PathOffered _,
                    CallEvent.PathSummarised _,
                    CallEvent.PathRejected _,
                    CallEvent.AttendanceLost _,
                    CallEvent.AttendanceResumed _,
                    CallEvent.OperatorPaused _,
                    CallEvent.OperatorResumed _,
                    CallEvent.OperatorTookOver _,
                    CallEvent.OperatorHandedBack _,
                    CallEvent.OperatorForcedPath _,
                    CallEvent.OperatorSaid _,
                    CallEvent.OperatorEnded _,
                    CallEvent.OperatorRefused _,
                    CallEvent.CallEnded _ -> event;
        };
    }

    private CallEvent.PathTaken mask(CallEvent.PathTaken taken) {
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        taken.variables().forEach((name, value) -> variables.put(name, masking.mask(name, value)));
        return new CallEvent.PathTaken(
                taken.turn(),
                taken.pathId(),
                taken.path(),
                taken.fromAgentId(),
                taken.from(),
                taken.toAgentId(),
                taken.to(),
                variables,
                taken.provenance(),
                taken.by(),
                taken.guard(),
                taken.why());
    }
}
