package dev.tandem.api.call;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.CallEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call as its events tell it.
 *
 * @param agent the one who is, or was last, active; null: none was yet
 */
record CallTranscript(
        @Nullable String agent,
        Map<String, JsonNode> variables,
        List<Line> transcript,
        List<ToolRun> tools,
        List<Transfer> transfers,
        List<Rejection> rejections) {

    /**
     * @param role caller, agent or tool
     * @param text for a tool its result
     * @param ms timings of a reply; null: of something else
     */
    record Line(
            int turn,
            String role,
            @Nullable String agent,
            String text,
            boolean interrupted,
            Instant at,
            @Nullable JsonNode ms) {}

    /** @param status running, finished, failed or unknown */
    record ToolRun(
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
    record Transfer(
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
    record Rejection(
            int turn,
            @Nullable String path,
            String agent,
            JsonNode missing,
            JsonNode invalid,
            @Nullable String why) {}

    /** @param events in order */
    static CallTranscript of(List<CallEvent> events) {
        Teller teller = new Teller();
        events.forEach(teller::hear);
        return teller.story();
    }

    private static final class Teller {

        private @Nullable String agent;
        private final Map<String, JsonNode> variables = new LinkedHashMap<>();
        private final List<Line> transcript = new ArrayList<>();
        private final Map<String, ToolRun> tools = new LinkedHashMap<>();
        private final List<Transfer> transfers = new ArrayList<>();
        private final List<Rejection> rejections = new ArrayList<>();

        CallTranscript story() {
            return new CallTranscript(agent, variables, transcript, List.copyOf(tools.values()), transfers, rejections);
        }

        void hear(CallEvent event) {
            JsonNode payload = event.payload();
            switch (event.type()) {
                case CallEvents.AGENT_ACTIVATED -> agent = text(payload, "agent");
                case CallEvents.TURN_COMMITTED -> line(event, "caller", text(payload, "text"));
                case CallEvents.REPLY_SPOKEN -> line(event, "agent", text(payload, "text"));
                case CallEvents.TOOL_STARTED -> toolStarted(payload);
                case CallEvents.TOOL_FINISHED -> toolEnded(event, "finished", payload.path("result"));
                case CallEvents.TOOL_FAILED -> toolEnded(event, text(payload, "status"), payload.path("error"));
                case CallEvents.PATH_TAKEN -> transferred(payload);
                case CallEvents.PATH_REJECTED -> rejected(payload);
                case CallEvents.VARIABLE_COLLECTED -> variables.put(text(payload, "name"), payload.path("value"));
                default -> {
                    // The other events are for operators; GET …/events has them.
                }
            }
        }

        private void line(CallEvent event, String role, String text) {
            JsonNode payload = event.payload();
            transcript.add(new Line(
                    turn(payload),
                    role,
                    payload.path("agent").asString(agent),
                    text,
                    payload.path("interrupted").asBoolean(false),
                    event.at(),
                    payload.get("ms")));
        }

        private void toolStarted(JsonNode payload) {
            String key = text(payload, "key");
            tools.put(key, new ToolRun(key, text(payload, "name"), payload.get("arguments"), null, 0, "running"));
        }

        private void toolEnded(CallEvent event, String status, JsonNode result) {
            JsonNode payload = event.payload();
            String key = text(payload, "key");
            ToolRun started = tools.get(key);
            tools.put(
                    key,
                    new ToolRun(
                            key,
                            text(payload, "name"),
                            started == null ? null : started.arguments(),
                            result,
                            payload.path("runs").asInt(1),
                            status));
            line(event, "tool", shown(result));
        }

        private static String shown(JsonNode result) {
            return result.isContainer() ? result.toString() : result.asString("");
        }

        private void transferred(JsonNode payload) {
            JsonNode taken = payload.path("variables");
            taken.properties().forEach(variable -> variables.put(variable.getKey(), variable.getValue()));
            transfers.add(new Transfer(
                    turn(payload),
                    text(payload, "path"),
                    text(payload, "from"),
                    optional(payload, "to"),
                    taken,
                    optional(payload, "why")));
        }

        private void rejected(JsonNode payload) {
            rejections.add(new Rejection(
                    turn(payload),
                    optional(payload, "path"),
                    text(payload, "agent"),
                    payload.path("missing"),
                    payload.path("invalid"),
                    optional(payload, "why")));
        }

        private static @Nullable String optional(JsonNode payload, String field) {
            return payload.hasNonNull(field) ? text(payload, field) : null;
        }

        private static int turn(JsonNode payload) {
            return payload.path("turn").asInt(0);
        }

        private static String text(JsonNode payload, String field) {
            return payload.path(field).asString("");
        }
    }
}
