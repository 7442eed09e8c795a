package dev.tandem.examples.demo;

import dev.tandem.callers.SpeakingCaller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code target/demo/report.json}: the whole call, for machines. */
final class DemoReport {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private DemoReport() {}

    static ObjectNode of(Evidence evidence, List<Check> checks) {
        ObjectNode report = JSON.createObjectNode();
        report.put("passed", checks.stream().allMatch(Check::ok));
        ArrayNode all = report.putArray("checks");
        checks.forEach(check ->
                all.addObject().put("name", check.name()).put("ok", check.ok()).put("detail", check.detail()));
        JsonNode call = evidence.call();
        report.putObject("call")
                .put("id", call.path("id").asString(""))
                .put("workflow_id", call.path("temporal").path("workflow_id").asString(""))
                .put("temporal_url", call.path("temporal").path("url").asString(""));
        ArrayNode turns = report.putArray("turns");
        for (int turn = 0; turn <= evidence.lines().size(); turn++) {
            turns.add(turn(evidence, turn));
        }
        tools(report.putArray("tools"), evidence);
        transfers(report.putArray("transfers"), evidence);
        report.put("events", evidence.events().size());
        report.putObject("history")
                .put("events", evidence.history().events())
                .put("bytes", evidence.history().bytes());
        return report;
    }

    static void write(ObjectNode report, Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, JSON.writeValueAsString(report) + "\n");
        } catch (IOException fault) {
            throw new DemoFailure("the report " + file + " cannot be written: " + fault.getMessage());
        }
    }

    private static ObjectNode turn(Evidence evidence, int number) {
        ObjectNode turn = JSON.createObjectNode();
        turn.put("n", number);
        turn.put(
                "caller_said",
                number == 0 ? "" : evidence.lines().get(number - 1).text());
        turn.put("heard", texts(evidence.payloads("turn.committed", number)));
        List<JsonNode> replies = evidence.payloads("reply.spoken", number);
        turn.put(
                "agent",
                replies.isEmpty() ? "" : replies.getLast().path("agent").asString(""));
        turn.put("reply", texts(replies));
        turn.put(
                "interrupted",
                replies.stream().anyMatch(reply -> reply.path("interrupted").asBoolean(false)));
        ObjectNode ms = turn.putObject("ms");
        if (number < evidence.answers().size()) {
            SpeakingCaller.Answer answer = evidence.answers().get(number);
            turn.put("caller_understood", answer.understood());
            ms.put("first_sound", Math.round(answer.firstSoundMs()));
        }
        for (String part : List.of("endpointing", "stt", "model", "tts", "heard", "start", "stop")) {
            ms.put(part, timing(replies, part));
        }
        return turn;
    }

    /** Takes the first step that has the part, because later steps of a turn did not begin with the caller. */
    private static double timing(List<JsonNode> replies, String part) {
        return replies.stream()
                .mapToDouble(reply -> reply.path("ms").path(part).asDouble(-1))
                .filter(ms -> ms >= 0)
                .findFirst()
                .orElse(-1);
    }

    private static void tools(ArrayNode tools, Evidence evidence) {
        evidence.call()
                .path("tools")
                .forEach(tool -> tools.addObject()
                        .put("key", tool.path("key").asString(""))
                        .put("name", tool.path("name").asString(""))
                        .put(
                                "runs",
                                evidence.toolRuns()
                                        .getOrDefault(tool.path("key").asString(""), 0)));
    }

    private static void transfers(ArrayNode transfers, Evidence evidence) {
        evidence.call().path("transfers").forEach(transfer -> {
            ObjectNode one = transfers.addObject();
            for (String field : List.of("path", "from", "to", "variables")) {
                one.set(field, transfer.path(field));
            }
        });
    }

    private static String texts(List<JsonNode> payloads) {
        return payloads.stream()
                .map(payload -> payload.path("text").asString(""))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
    }
}
