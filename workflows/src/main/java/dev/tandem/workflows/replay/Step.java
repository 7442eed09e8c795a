package dev.tandem.workflows.replay;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.CallEventType;
import java.util.List;
import java.util.Optional;

/**
 * An event that decides where a call goes, by what it comes to: ids and kinds, never names.
 *
 * @param key equal for events that lead to the same place
 */
record Step(String key, CallEvent event) {

    static List<Step> of(List<CallEvent> events) {
        return events.stream()
                .flatMap(event -> key(event).map(key -> new Step(key, event)).stream())
                .toList();
    }

    private static Optional<String> key(CallEvent event) {
        return switch (event) {
            case CallEvent.AgentActivated activated -> Optional.of("agent " + activated.agentId());
            case CallEvent.TurnFailed _ -> Optional.of("failed");
            case CallEvent.PathTaken taken ->
                Optional.of("taken " + taken.pathId() + " " + taken.toAgentId() + " " + taken.by());
            case CallEvent.PathRejected rejected -> Optional.of("rejected " + rejected.pathId());
            case CallEvent.OfOperator command ->
                Optional.of(CallEventType.of(command).wireName());
            case CallEvent.CallStarted _,
                    CallEvent.TurnCommitted _,
                    CallEvent.ReplySpoken _,
                    CallEvent.ToolStarted _,
                    CallEvent.ToolEnded _,
                    CallEvent.PathOffered _,
                    CallEvent.PathSummarised _,
                    CallEvent.VariableCollected _,
                    CallEvent.VariableRefused _,
                    CallEvent.ProviderUsed _,
                    CallEvent.ProviderFailedOver _,
                    CallEvent.AttendanceLost _,
                    CallEvent.AttendanceResumed _,
                    CallEvent.CallEnded _ -> Optional.empty();
        };
    }
}
