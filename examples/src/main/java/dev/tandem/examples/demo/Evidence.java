package dev.tandem.examples.demo;

import dev.tandem.callers.SpeakingCaller;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The records of a call from all places, after its end.
 *
 * @param lines what the caller said, in order; the first turn's is line 0
 * @param answers the answers: the greeting first, then one for each line
 * @param call the answer to GET /api/calls/{id}
 * @param events all events of GET /api/calls/{id}/events
 * @param segments LiveKit transcriptions that the caller's client saw
 * @param toolRuns the backend's own count of requests, by Idempotency-Key
 * @param history activities in Temporal's history
 */
record Evidence(
        List<Line> lines,
        List<SpeakingCaller.Answer> answers,
        JsonNode call,
        List<JsonNode> events,
        List<SpeakingCaller.Segment> segments,
        Map<String, Integer> toolRuns,
        CallHistory history) {

    List<JsonNode> events(String type) {
        return events.stream()
                .filter(event -> event.path("type").asString("").equals(type))
                .toList();
    }

    /** Returns the payloads of the events of a type in a turn. */
    List<JsonNode> payloads(String type, int turn) {
        return events(type).stream()
                .map(event -> event.path("payload"))
                .filter(payload -> payload.path("turn").asInt(-1) == turn)
                .toList();
    }
}
