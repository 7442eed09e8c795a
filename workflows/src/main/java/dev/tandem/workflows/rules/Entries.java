package dev.tandem.workflows.rules;

import static dev.tandem.workflows.event.CallEvents.AGENT_ACTIVATED;
import static dev.tandem.workflows.event.CallEvents.ATTENDANCE_LOST;
import static dev.tandem.workflows.event.CallEvents.ATTENDANCE_RESUMED;
import static dev.tandem.workflows.event.CallEvents.CALL_ENDED;
import static dev.tandem.workflows.event.CallEvents.CALL_STARTED;
import static dev.tandem.workflows.event.CallEvents.REPLY_SPOKEN;
import static dev.tandem.workflows.event.CallEvents.TOOL_FAILED;
import static dev.tandem.workflows.event.CallEvents.TOOL_FINISHED;
import static dev.tandem.workflows.event.CallEvents.TOOL_STARTED;
import static dev.tandem.workflows.event.CallEvents.TURN_COMMITTED;
import static dev.tandem.workflows.event.CallEvents.TURN_FAILED;
import static dev.tandem.workflows.event.CallEvents.VARIABLE_COLLECTED;

import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.protocol.Timings;
import dev.tandem.workflows.protocol.ToolCall;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TurnOutcome.Spoken;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.variable.Masking;
import dev.tandem.workflows.variable.VariableValue;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes each event's payload as {@link dev.tandem.workflows.event.CallEvents} describes it, in one state of a call. */
public final class Entries {

    private final CallState state;
    private final Masking masking;

    Entries(CallState state) {
        this.state = state;
        this.masking = new Masking(state.call().graph().sensitiveNames());
    }

    Entry callStarted() {
        ObjectNode payload = object().put("channel", state.call().input().channel())
                .put("version_id", state.call().version().versionId())
                .put("workflow", state.call().version().workflowName())
                .put("version", state.call().version().number())
                .put("room", state.call().input().room());
        return new Entry(CALL_STARTED, payload);
    }

    Entry agentActivated() {
        return new Entry(AGENT_ACTIVATED, inTurn());
    }

    Entry turnCommitted(Utterance utterance) {
        return new Entry(TURN_COMMITTED, inTurn().put("turn", utterance.turn()).put("text", utterance.text()));
    }

    Entry replySpoken(Spoken spoken) {
        ObjectNode payload = inTurn().put("step", state.progress().step())
                .put("text", spoken.words())
                .put("full_text", spoken.text())
                .put("interrupted", spoken.interrupted());
        payload.set("ms", milliseconds(spoken.timings()));
        return new Entry(REPLY_SPOKEN, payload);
    }

    Entry turnFailed(String reason) {
        return new Entry(TURN_FAILED, inTurn().put("reason", reason));
    }

    Entry variableCollected(VariableValue variable) {
        ObjectNode payload = object().put("turn", state.turn()).put("name", variable.name());
        payload.set("value", masking.mask(variable));
        payload.put("source", variable.source().name().toLowerCase(Locale.ROOT)).put("confirmed", variable.confirmed());
        return new Entry(VARIABLE_COLLECTED, payload);
    }

    Entry toolStarted(ToolCall call) {
        ObjectNode payload = inTurn().put("key", call.key()).put("name", call.name());
        payload.set("arguments", masking.maskMembers(call.arguments()));
        return new Entry(TOOL_STARTED, payload);
    }

    Entry toolEnded(ToolResult result) {
        ObjectNode payload =
                object().put("turn", state.turn()).put("key", result.key()).put("name", result.name());
        String type = switch (result.status()) {
            case OK -> {
                payload.set(
                        "result",
                        result.content() == null
                                ? JsonNodeFactory.instance.nullNode()
                                : masking.maskMembers(result.content()));
                yield TOOL_FINISHED;
            }
            case FAILED, UNKNOWN, CANCELLED -> {
                payload.put("status", result.status().name().toLowerCase(Locale.ROOT))
                        .put("error", result.error());
                yield TOOL_FAILED;
            }
        };
        payload.put("runs", result.runs()).put("duration_ms", result.durationMs());
        return new Entry(type, payload);
    }

    Entry pathsOffered(List<PathOffer> offers, List<PathOffer.Withheld> withheld) {
        return new PathEntries(state, masking).offered(offers, withheld);
    }

    /** @param by what had the path taken */
    Entry pathTaken(Decision.Committed taken, String by) {
        return new PathEntries(state, masking).taken(taken, by);
    }

    Entry pathSummarised(String pathId, ConversationSummary summary) {
        return new PathEntries(state, masking).summarised(pathId, summary);
    }

    Entry pathRejected(Rejection rejection) {
        return new PathEntries(state, masking).rejected(rejection);
    }

    public static Entry attendanceLost(int attendance, String host, String reason) {
        return new Entry(
                ATTENDANCE_LOST,
                object().put("attendance", attendance).put("host", host).put("reason", reason));
    }

    public static Entry attendanceResumed(int attendance, String host) {
        return new Entry(
                ATTENDANCE_RESUMED, object().put("attendance", attendance).put("host", host));
    }

    public static Entry callEnded(Action.EndCall end, int turns, long durationMs) {
        ObjectNode payload = object().put("status", end.status())
                .put("reason", end.reason())
                .put("turns", turns)
                .put("duration_ms", durationMs);
        return new Entry(CALL_ENDED, payload);
    }

    /** A command is carried out. */
    Entry obeyed(Command command) {
        return new CommandEntries(state, masking).obeyed(command);
    }

    Entry refused(Command command, String reason) {
        return new CommandEntries(state, masking).refused(command, reason);
    }

    private ObjectNode inTurn() {
        return inTurn(state);
    }

    static ObjectNode inTurn(CallState state) {
        return object().put("turn", state.turn())
                .put("agent_id", state.agentId())
                .put("agent", state.agent().name());
    }

    private static ObjectNode milliseconds(Timings timings) {
        return object().put("endpointing", timings.endpointing())
                .put("stt", timings.stt())
                .put("model", timings.model())
                .put("tts", timings.tts())
                .put("first_sound", timings.firstSound())
                .put("heard", timings.heard())
                .put("start", timings.start())
                .put("stop", timings.stop());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
