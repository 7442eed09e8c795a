package dev.tandem.workflows.event;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names the kinds of events, in the order in which the catalogue lists them. */
public enum CallEventType {
    CALL_STARTED("call.started", CallEvent.CallStarted.class),
    AGENT_ACTIVATED("agent.activated", CallEvent.AgentActivated.class),
    TURN_COMMITTED("turn.committed", CallEvent.TurnCommitted.class),
    REPLY_SPOKEN("reply.spoken", CallEvent.ReplySpoken.class),
    TURN_FAILED("turn.failed", CallEvent.TurnFailed.class),
    TOOL_STARTED("tool.started", CallEvent.ToolStarted.class),
    TOOL_FINISHED("tool.finished", CallEvent.ToolFinished.class),
    TOOL_FAILED("tool.failed", CallEvent.ToolFailed.class),
    PATH_OFFERED("path.offered", CallEvent.PathOffered.class),
    PATH_TAKEN("path.taken", CallEvent.PathTaken.class),
    PATH_SUMMARISED("path.summarised", CallEvent.PathSummarised.class),
    PATH_REJECTED("path.rejected", CallEvent.PathRejected.class),
    VARIABLE_COLLECTED("variable.collected", CallEvent.VariableCollected.class),
    VARIABLE_REFUSED("variable.refused", CallEvent.VariableRefused.class),
    PROVIDER_USED("provider.usage", CallEvent.ProviderUsed.class),
    PROVIDER_FAILED_OVER("provider.failed_over", CallEvent.ProviderFailedOver.class),
    ATTENDANCE_LOST("attendance.lost", CallEvent.AttendanceLost.class),
    ATTENDANCE_RESUMED("attendance.resumed", CallEvent.AttendanceResumed.class),
    OPERATOR_PAUSED("operator.paused", CallEvent.OperatorPaused.class),
    OPERATOR_RESUMED("operator.resumed", CallEvent.OperatorResumed.class),
    OPERATOR_TOOK_OVER("operator.took_over", CallEvent.OperatorTookOver.class),
    OPERATOR_HANDED_BACK("operator.handed_back", CallEvent.OperatorHandedBack.class),
    OPERATOR_FORCED_PATH("operator.forced_path", CallEvent.OperatorForcedPath.class),
    OPERATOR_CORRECTED_VARIABLE("operator.corrected_variable", CallEvent.OperatorCorrectedVariable.class),
    OPERATOR_SAID("operator.said", CallEvent.OperatorSaid.class),
    OPERATOR_ENDED("operator.ended", CallEvent.OperatorEnded.class),
    OPERATOR_REFUSED("operator.refused", CallEvent.OperatorRefused.class),
    CALL_ENDED("call.ended", CallEvent.CallEnded.class);

    /** All names on the wire, in order. */
    public static final List<String> WIRE_NAMES =
            Arrays.stream(values()).map(CallEventType::wireName).toList();

    private static final Map<String, CallEventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CallEventType::wireName, Function.identity()));

    private static final Map<Class<?>, CallEventType> BY_RECORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CallEventType::record, Function.identity()));

    private final String wireName;
    private final Class<? extends CallEvent> record;

    CallEventType(String wireName, Class<? extends CallEvent> record) {
        this.wireName = wireName;
        this.record = record;
    }

    /** Returns the dotted name, e.g. {@code path.rejected}. */
    public String wireName() {
        return wireName;
    }

    /** Returns the record that holds the payload. */
    Class<? extends CallEvent> record() {
        return record;
    }

    /** Returns the type of that name; empty: this build has none. */
    public static Optional<CallEventType> of(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /**
     * Returns the type of an event.
     *
     * @throws IllegalStateException if its kind has no name here
     */
    public static CallEventType of(CallEvent event) {
        CallEventType type = BY_RECORD.get(event.getClass());
        if (type == null) {
            throw new IllegalStateException("CallEventType has no name for " + event.getClass());
        }
        return type;
    }
}
