package dev.tandem.workflows.replay;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.rules.Action.EndCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A recorded call: what came into its rules, and where it went.
 *
 * @param taken the paths that it took, as {@code <path>><agent>}
 * @param end how it ended; null: it is not recorded
 * @param fault why it cannot be replayed; null: it can
 */
public record RecordedCall(
        String callId,
        List<Cue> cues,
        List<String> taken,
        @Nullable EndCall end,
        @Nullable String fault) {

    /** Why a call cannot be replayed that was recorded before replays, or without a master key. */
    public static final String MASKED = "values were masked";

    public RecordedCall {
        cues = List.copyOf(cues);
        taken = List.copyOf(taken);
    }

    /**
     * Brings a call's events and cues together.
     *
     * @param causes by the sequence number of the first event that they caused
     */
    public static RecordedCall of(String callId, List<RecordedEvent> events, Map<Integer, JsonNode> causes) {
        List<Cue> cues = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        EndCall end = null;
        String fault = null;
        Map<String, JsonNode> told = CueJson.told(events);
        for (RecordedEvent recorded : events) {
            JsonNode written = causes.get(recorded.sequence());
            if (written != null) {
                cues.addAll(CueJson.read(written, told));
            }
            if (recorded.event() instanceof CallEvent.PathTaken path) {
                taken.add(path.pathId() + ">" + (path.toAgentId() == null ? "" : path.toAgentId()));
            } else if (recorded.event() instanceof CallEvent.CallEnded ended) {
                end = new EndCall(ended.status(), ended.reason());
            }
        }
        if (cues.isEmpty() || !(cues.getFirst() instanceof Cue.Opened)) {
            fault = MASKED;
        } else if (cues.stream().anyMatch(Cue.TooLarge.class::isInstance)) {
            fault = "a step of it was too large to be kept";
        }
        return new RecordedCall(callId, cues, taken, end, fault);
    }

    /** Creates a call that cannot be replayed. */
    public static RecordedCall notReplayable(String callId, String fault) {
        return new RecordedCall(callId, List.of(), List.of(), null, fault);
    }

    /** Returns what the call was started with. */
    Cue.Opened opened() {
        return (Cue.Opened) cues.getFirst();
    }
}
