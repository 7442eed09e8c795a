package dev.tandem.api.transcript;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A call as its events tell it.
 *
 * @param agent the one who is, or was last, active; null: none was yet
 * @param nextCursor where the next part of a long call begins; null: this is the last
 */
public record CallTranscript(
        @Nullable String agent,
        Map<String, JsonNode> variables,
        List<Line> transcript,
        List<ToolRun> tools,
        List<Transfer> transfers,
        List<Rejection> rejections,
        @Nullable String nextCursor) {

    /**
     * @param role caller, agent or tool
     * @param text for a tool its result
     * @param ms timings of a reply; null: of something else
     */
    public record Line(
            int turn,
            String role,
            @Nullable String agent,
            String text,
            boolean interrupted,
            Instant at,
            @Nullable JsonNode ms) {}

    /** @param status running, finished, failed, unknown or cancelled */
    public record ToolRun(
            String key,
            String name,
            @Nullable JsonNode arguments,
            @Nullable JsonNode result,
            int runs,
            String status) {}

    /**
     * @param to null: the end of the call
     * @param why as a sentence; null: of a call that was recorded without
     */
    public record Transfer(
            int turn,
            String path,
            String from,
            @Nullable String to,
            JsonNode variables,
            @Nullable String why) {}

    /**
     * A path that was proposed and not taken.
     *
     * @param path its name; null: the agent had none of that id
     * @param invalid name to reason
     * @param why as a sentence; null: of a call that was recorded without
     */
    public record Rejection(
            int turn,
            @Nullable String path,
            String agent,
            JsonNode missing,
            JsonNode invalid,
            @Nullable String why) {}

    /** @param events in order */
    static CallTranscript of(List<RecordedEvent> events) {
        Reader reader = new Reader();
        events.forEach(reader::read);
        return reader.transcript(null);
    }

    /** Returns this part of a call with the active agent and the variables of the whole. */
    CallTranscript standing(CallTranscript whole) {
        return new CallTranscript(
                whole.agent(), whole.variables(), transcript, tools, transfers, rejections, nextCursor);
    }

    /** Reads events in their order. */
    static final class Reader {

        private @Nullable String agent;
        private final Map<String, JsonNode> variables = new LinkedHashMap<>();
        private final List<Line> lines = new ArrayList<>();
        private final Map<String, ToolRun> tools = new LinkedHashMap<>();
        private final List<Transfer> transfers = new ArrayList<>();
        private final List<Rejection> rejections = new ArrayList<>();

        /** @param last sequence number of the last event; null: nothing comes after it */
        CallTranscript transcript(@Nullable Integer last) {
            return new CallTranscript(
                    agent,
                    variables,
                    lines,
                    List.copyOf(tools.values()),
                    transfers,
                    rejections,
                    last == null ? null : last.toString());
        }

        /** Reads only who is active and what the call knows. */
        void readStanding(RecordedEvent recorded) {
            read(recorded);
            transfers.clear();
        }

        void read(RecordedEvent recorded) {
            switch (recorded.event()) {
                case CallEvent.AgentActivated activated -> agent = activated.agent();
                case CallEvent.TurnCommitted said ->
                    lines.add(new Line(said.turn(), "caller", said.agent(), said.text(), false, recorded.at(), null));
                case CallEvent.ReplySpoken said ->
                    lines.add(new Line(
                            said.turn(),
                            "agent",
                            said.agent(),
                            said.text(),
                            said.interrupted(),
                            recorded.at(),
                            recorded.payload().get("ms")));
                case CallEvent.ToolStarted started ->
                    tools.put(
                            started.key(),
                            new ToolRun(started.key(), started.name(), started.arguments(), null, 0, "running"));
                case CallEvent.ToolFinished finished -> ended(finished, "finished", finished.result(), recorded);
                case CallEvent.ToolFailed failed ->
                    ended(failed, failed.status().wireName(), error(failed), recorded);
                case CallEvent.PathTaken taken -> transferred(taken, recorded.payload());
                case CallEvent.PathRejected rejected ->
                    rejections.add(new Rejection(
                            rejected.turn(),
                            rejected.path(),
                            rejected.agent(),
                            recorded.payload().path("missing"),
                            recorded.payload().path("invalid"),
                            rejected.why()));
                case CallEvent.VariableCollected collected -> variables.put(collected.name(), collected.value());
                case CallEvent.CallStarted _,
                        CallEvent.TurnFailed _,
                        CallEvent.PathOffered _,
                        CallEvent.PathSummarised _,
                        CallEvent.VariableRefused _,
                        CallEvent.ProviderUsed _,
                        CallEvent.ProviderFailedOver _,
                        CallEvent.AttendanceLost _,
                        CallEvent.AttendanceResumed _,
                        CallEvent.OfOperator _,
                        CallEvent.CallEnded _ -> {
                    // Operators read these among the events of the call.
                }
            }
        }

        private static JsonNode error(CallEvent.ToolFailed failed) {
            JsonNodeFactory json = JsonNodeFactory.instance;
            return failed.error() == null ? json.nullNode() : json.stringNode(failed.error());
        }

        private void ended(CallEvent.ToolEnded ended, String status, JsonNode result, RecordedEvent recorded) {
            ToolRun started = tools.get(ended.key());
            JsonNode arguments = started == null ? null : started.arguments();
            tools.put(ended.key(), new ToolRun(ended.key(), ended.name(), arguments, result, ended.runs(), status));
            lines.add(new Line(ended.turn(), "tool", agent, shown(result), false, recorded.at(), null));
        }

        private static String shown(JsonNode result) {
            return result.isContainer() ? result.toString() : result.asString("");
        }

        private void transferred(CallEvent.PathTaken taken, JsonNode payload) {
            variables.putAll(taken.variables());
            transfers.add(new Transfer(
                    taken.turn(), taken.path(), taken.from(), taken.to(), payload.path("variables"), taken.why()));
        }
    }
}
