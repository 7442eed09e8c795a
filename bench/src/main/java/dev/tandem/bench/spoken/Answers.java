package dev.tandem.bench.spoken;

import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Measures the answers of one kind: when the caller heard them, and how the worker says the time was spent. */
final class Answers {

    private static final String ENDPOINTING = "endpointing";

    /** The parts of {@code ms} in {@code reply.spoken}, with explanations. */
    private static final Map<String, String> PARTS = parts();

    private final Samples firstSound = new Samples();
    private final Map<String, Samples> recorded = new LinkedHashMap<>();

    Answers() {
        PARTS.keySet().forEach(part -> recorded.put(part, new Samples()));
        recorded.put(ENDPOINTING, new Samples());
    }

    void heard(double ms) {
        firstSound.add(ms);
    }

    /**
     * Takes each part from the first step of the turn that has it, because later steps did not begin with the caller.
     */
    void recorded(JsonNode events, int turn) {
        recorded.forEach((part, samples) -> events.valueStream()
                .filter(event -> event.path("type").asString("").equals("reply.spoken"))
                .map(event -> event.path("payload"))
                .filter(payload -> payload.path("turn").asInt(-1) == turn)
                .mapToDouble(payload -> payload.path("ms").path(part).asDouble(-1))
                .filter(ms -> ms >= 0)
                .findFirst()
                .ifPresent(samples::add));
    }

    Row row(String name) {
        Row row = Row.of(name, "ms", firstSound)
                .beside("last voiced sample → end of utterance, as the worker records it", of(ENDPOINTING));
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            row = row.part(part.getValue(), of(part.getKey()));
        }
        return row;
    }

    private Samples of(String part) {
        return recorded.getOrDefault(part, new Samples());
    }

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("first_sound", "last voiced sample → first frame sent, by the worker");
        parts.put("stt", "of it waiting for the transcript");
        parts.put("model", "of it end of utterance → first token");
        parts.put("tts", "of it first clause → its first audio");
        parts.put("heard", "end of utterance → durably heard");
        return parts;
    }
}
