package dev.tandem.bench.recovery;

import dev.tandem.bench.recovery.LiveCall.Said;
import dev.tandem.callers.TypingCaller.Shown;
import dev.tandem.workflows.protocol.Utterance;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The records of a call from all places, after its end.
 *
 * @param said the caller's lines, in order
 * @param durable the utterances that a process had made durable when it died
 * @param shown the lines that the caller's client saw
 * @param attendances the attendances that held the room, as the caller's client saw them
 * @param requests the backend's own count by Idempotency-Key, of all calls
 */
record CallRecord(
        JsonNode call,
        List<JsonNode> events,
        List<Said> said,
        List<Utterance> durable,
        List<Shown> shown,
        List<Integer> attendances,
        Map<String, Integer> requests,
        TemporalHistory history) {

    String id() {
        return call.path("id").asString();
    }

    String status() {
        return call.path("status").asString();
    }

    /** Returns the payloads of events of a type, in order. */
    Stream<JsonNode> payloads(String type) {
        return events.stream()
                .filter(event -> event.path("type").asString("").equals(type))
                .map(event -> event.path("payload"));
    }
}
