package dev.tandem.workflows.event;

import dev.tandem.workflows.variable.HiddenValues;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hides sensitive values in events before they leave the call workflow. Nothing else hides them.
 *
 * <p>A value is hidden from the event on that tells it, wherever it stands. Only the transcript keeps it: the words of
 * the caller, of the agent, and those that an operator has the agent say.
 */
public final class EventMasking {

    private final HiddenValues hidden;

    /**
     * Creates a masking.
     *
     * @param hidden is told the values that events bring
     */
    public EventMasking(HiddenValues hidden) {
        this.hidden = hidden;
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
                        hidden.in(started.arguments()),
                        started.mocked());
            case CallEvent.ToolFinished finished ->
                new CallEvent.ToolFinished(
                        finished.turn(),
                        finished.key(),
                        finished.name(),
                        hidden.in(finished.result()),
                        finished.runs(),
                        finished.durationMs(),
                        finished.warnings(),
                        finished.mocked());
            case CallEvent.ToolFailed failed ->
                new CallEvent.ToolFailed(
                        failed.turn(),
                        failed.key(),
                        failed.name(),
                        failed.status(),
                        hidden.inWords(failed.error()),
                        failed.runs(),
                        failed.durationMs(),
                        failed.mocked());
            case CallEvent.TurnFailed failed ->
                new CallEvent.TurnFailed(failed.turn(), failed.agentId(), failed.agent(), hidden.in(failed.reason()));
            case CallEvent.VariableCollected collected -> collected(collected);
            case CallEvent.VariableRefused refused -> refused(refused);
            case CallEvent.OperatorCorrectedVariable corrected -> corrected(corrected);
            case CallEvent.PathOffered offered -> offered(offered);
            case CallEvent.PathTaken taken -> taken(taken);
            case CallEvent.PathSummarised summarised ->
                new CallEvent.PathSummarised(
                        summarised.turn(),
                        summarised.agentId(),
                        summarised.agent(),
                        summarised.pathId(),
                        summarised.path(),
                        summarised.context(),
                        hidden.inWords(summarised.text()),
                        hidden.inWords(summarised.reason()),
                        summarised.durationMs());
            case CallEvent.PathRejected rejected -> rejected(rejected);
            case CallEvent.OperatorRefused refused ->
                new CallEvent.OperatorRefused(
                        refused.turn(),
                        refused.agentId(),
                        refused.agent(),
                        refused.commandId(),
                        refused.by(),
                        refused.command(),
                        hidden.in(refused.reason()));
            case CallEvent.CallStarted _,
                    CallEvent.AgentActivated _,
                    CallEvent.TurnCommitted _,
                    CallEvent.ReplySpoken _,
                    CallEvent.ProviderUsed _,
                    CallEvent.ProviderFailedOver _,
                    CallEvent.AttendanceLost _,
                    CallEvent.AttendanceResumed _,
                    CallEvent.OperatorPaused _,
                    CallEvent.OperatorResumed _,
                    CallEvent.OperatorTookOver _,
                    CallEvent.OperatorHandedBack _,
                    CallEvent.OperatorForcedPath _,
                    CallEvent.OperatorSaid _,
                    CallEvent.OperatorEnded _,
                    CallEvent.CallEnded _ -> event;
        };
    }

    private CallEvent collected(CallEvent.VariableCollected collected) {
        hidden.learn(new VariableValue(
                collected.name(), collected.value(), collected.source(), collected.turn(), collected.confirmed()));
        return new CallEvent.VariableCollected(
                collected.turn(),
                collected.name(),
                hidden.of(collected.name(), collected.value()),
                collected.source(),
                collected.confirmed());
    }

    private CallEvent refused(CallEvent.VariableRefused refused) {
        hidden.learn(new VariableValue(refused.name(), refused.value(), refused.source(), refused.turn(), false));
        return new CallEvent.VariableRefused(
                refused.turn(),
                hidden.in(refused.name()),
                hidden.of(refused.name(), refused.value()),
                refused.source(),
                hidden.in(refused.reason()));
    }

    private CallEvent corrected(CallEvent.OperatorCorrectedVariable corrected) {
        hidden.learn(new VariableValue(corrected.name(), corrected.value(), Source.OPERATOR, corrected.turn(), true));
        return new CallEvent.OperatorCorrectedVariable(
                corrected.turn(),
                corrected.agentId(),
                corrected.agent(),
                corrected.commandId(),
                corrected.by(),
                corrected.name(),
                hidden.of(corrected.name(), corrected.value()));
    }

    private CallEvent offered(CallEvent.PathOffered offered) {
        return new CallEvent.PathOffered(
                offered.turn(),
                offered.agentId(),
                offered.agent(),
                offered.paths(),
                texts(offered.guards()),
                offered.withheld().stream()
                        .map(path -> new CallEvent.PathOffered.Withheld(
                                path.pathId(), path.path(), hidden.in(path.guard()), hidden.inWords(path.reason())))
                        .toList());
    }

    private CallEvent taken(CallEvent.PathTaken taken) {
        return new CallEvent.PathTaken(
                taken.turn(),
                taken.pathId(),
                taken.path(),
                taken.fromAgentId(),
                taken.from(),
                taken.toAgentId(),
                taken.to(),
                hidden.in(taken.variables()),
                taken.provenance(),
                taken.by(),
                taken.guard(),
                hidden.inWords(taken.why()));
    }

    private CallEvent rejected(CallEvent.PathRejected rejected) {
        return new CallEvent.PathRejected(
                rejected.turn(),
                rejected.agentId(),
                rejected.agent(),
                rejected.pathId(),
                rejected.path(),
                rejected.missing(),
                texts(rejected.invalid()),
                hidden.inWords(rejected.guard()),
                hidden.inWords(rejected.reason()),
                rejected.asked(),
                hidden.inWords(rejected.why()));
    }

    private Map<String, String> texts(Map<String, String> texts) {
        Map<String, String> shown = new LinkedHashMap<>();
        texts.forEach((name, text) -> shown.put(name, hidden.in(text)));
        return shown;
    }
}
