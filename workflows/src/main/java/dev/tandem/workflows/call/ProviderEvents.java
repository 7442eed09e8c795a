package dev.tandem.workflows.call;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.usage.CountedReports;
import dev.tandem.workflows.usage.ProviderReport;
import java.util.List;

/** Makes events of what the attending processes report of a call's providers, each once. */
final class ProviderEvents {

    private final CountedReports counted = new CountedReports();

    /** Returns the events of those reports that are new. */
    List<CallEvent> of(CallState state, List<ProviderReport> reports) {
        return counted.news(reports).stream()
                .map(report -> event(state, report))
                .toList();
    }

    private static CallEvent event(CallState state, ProviderReport report) {
        String agent = state.call().graph().agents().stream()
                .filter(one -> one.id().equals(report.agentId()))
                .map(Agent::name)
                .findFirst()
                .orElse("");
        String key = state.call().input().callId() + "/" + report.session() + "/" + report.number();
        return switch (report) {
            case ProviderReport.Used used ->
                new CallEvent.ProviderUsed(
                        used.turn(),
                        used.agentId(),
                        agent,
                        key,
                        used.kind(),
                        used.provider(),
                        used.model(),
                        used.inputTokens(),
                        used.cachedTokens(),
                        used.outputTokens(),
                        used.audioMs() / 1_000.,
                        used.characters());
            case ProviderReport.FailedOver failed ->
                new CallEvent.ProviderFailedOver(
                        failed.turn(),
                        failed.agentId(),
                        agent,
                        key,
                        failed.kind(),
                        failed.provider(),
                        failed.model(),
                        failed.next(),
                        failed.reason());
        };
    }
}
