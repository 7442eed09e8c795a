package dev.tandem.api.analytics;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.CallEvents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Counts what some events of a call add to the figures. The result does not depend on their order, nor on how they were
 * cut into batches. The database's views {@code analytics_count_of_events} and {@code analytics_time_of_events} count
 * alike.
 */
final class FigureCounter {

    private final Map<Measure, Long> counts = new LinkedHashMap<>();
    private final Map<Time, Long> times = new LinkedHashMap<>();

    private FigureCounter() {}

    sealed interface Figure {

        String measure();

        /** Document id of an agent or a path, name of a tool, status of a call. */
        String subject();
    }

    /** @param detail why; empty where a measure has none */
    record Measure(String measure, String subject, String detail) implements Figure {}

    /** @param bucket of {@link TimeBuckets} */
    record Time(String measure, String subject, int bucket) implements Figure {}

    static FigureCounter of(List<CallEvent> events) {
        FigureCounter tally = new FigureCounter();
        events.forEach(tally::add);
        return tally;
    }

    Map<Measure, Long> counts() {
        return counts;
    }

    Map<Time, Long> times() {
        return times;
    }

    private void add(CallEvent event) {
        JsonNode payload = event.payload();
        if (event.sequence() == 1) {
            count("calls", "");
        }
        switch (event.type()) {
            case CallEvents.CALL_ENDED -> ended(payload);
            case CallEvents.AGENT_ACTIVATED -> count("agent.activated", text(payload, "agent_id"));
            case CallEvents.TURN_COMMITTED -> count("agent.turns", text(payload, "agent_id"));
            case CallEvents.TURN_FAILED -> count("agent.failed", text(payload, "agent_id"));
            case CallEvents.REPLY_SPOKEN -> spoken(payload);
            case CallEvents.PATH_OFFERED -> offered(payload);
            case CallEvents.PATH_TAKEN -> count(event.type(), text(payload, "path_id"));
            case CallEvents.PATH_REJECTED -> rejected(payload);
            case CallEvents.TOOL_FINISHED, CallEvents.TOOL_FAILED -> ran(event.type(), payload);
            default -> {
                // The other events add no figures.
            }
        }
    }

    private void ended(JsonNode payload) {
        count("ended", text(payload, "status"), text(payload, "reason"), 1);
        count("turns", "", "", payload.path("turns").asLong(0));
        count("duration_ms", "", "", payload.path("duration_ms").asLong(0));
        if (payload.has("duration_ms")) {
            time("call", "", payload.path("duration_ms").asLong(0));
        }
    }

    private void spoken(JsonNode payload) {
        String agent = text(payload, "agent_id");
        count("agent.replies", agent);
        if (payload.path("interrupted").asBoolean(false)) {
            count("agent.interrupted", agent);
        }
        double latency = payload.path("ms").path("first_sound").asDouble(-1);
        if (latency >= 0) {
            time("turn", "", Math.round(latency));
        }
    }

    private void offered(JsonNode payload) {
        payload.path("paths")
                .values()
                .forEach(path ->
                        count(CallEvents.PATH_OFFERED, path.isString() ? path.stringValue() : text(path, "path_id")));
    }

    private void rejected(JsonNode payload) {
        String path = text(payload, "path_id");
        count(CallEvents.PATH_REJECTED, path);
        payload.path("missing").values().forEach(name -> why(path, "missing:" + name.asString()));
        payload.path("invalid").propertyNames().forEach(name -> why(path, "invalid:" + name));
        if (payload.hasNonNull("guard")) {
            why(path, "guard");
        }
        if (payload.hasNonNull("reason")) {
            why(path, "other");
        }
    }

    private void ran(String type, JsonNode payload) {
        String tool = text(payload, "name");
        count(measure(type, text(payload, "status")), tool);
        long runs = payload.path("runs").asLong(0);
        count("tool.runs", tool, "", runs);
        if (runs > 0 && payload.has("duration_ms")) {
            time("tool", tool, payload.path("duration_ms").asLong(0));
        }
    }

    /** An interrupted tool does not count as a failure. */
    private static String measure(String type, String status) {
        return switch (status) {
            case "unknown" -> "tool.unknown";
            case "cancelled" -> "tool.cancelled";
            default -> type;
        };
    }

    private void why(String path, String reason) {
        count("path.why", path, reason, 1);
    }

    private void count(String measure, String subject) {
        count(measure, subject, "", 1);
    }

    private void count(String measure, String subject, String detail, long n) {
        if (n > 0) {
            counts.merge(new Measure(measure, subject, detail), n, Long::sum);
        }
    }

    private void time(String measure, String subject, long ms) {
        times.merge(new Time(measure, subject, TimeBuckets.bucket(ms)), 1L, Long::sum);
    }

    private static String text(JsonNode payload, String member) {
        return payload.path(member).asString("");
    }
}
