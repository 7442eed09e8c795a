package dev.tandem.api.scenario;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the scenario of a call strict: no tool may be asked for that the recorded model did not ask for. */
final class ReplayScenario {

    private ReplayScenario() {}

    /**
     * @param made of the recorded call
     * @param now when the recorded call began
     * @param tools names of the version's tools
     * @param times how often it is run
     */
    static JsonNode of(JsonNode made, Instant now, Set<String> tools, int times) {
        ObjectNode scenario = ((ObjectNode) made).deepCopy();
        scenario.put("now", now.toString());
        scenario.putObject("repeat").put("runs", times).put("at_least", times);
        scenario.path("caller").forEach(line -> strict((ObjectNode) line, tools));
        ArrayNode end = (ArrayNode) scenario.path("end");
        // A chat has neither silence nor a line that drops.
        end.removeIf(expected -> expected.path("status").asString("").equals("dropped"));
        return scenario;
    }

    private static void strict(ObjectNode line, Set<String> tools) {
        ArrayNode expect = line.withArrayProperty("expect");
        Map<String, Integer> asked = new TreeMap<>();
        expect.forEach(expected -> {
            if (expected.has("tool")) {
                asked.merge(expected.at("/tool/name").asString(), 1, Integer::sum);
            }
        });
        asked.forEach((name, times) ->
                expect.addObject().putObject("tool").put("name", name).put("times", times));
        if (asked.isEmpty()) {
            expect.addObject().put("no_tool", true);
        } else {
            tools.stream()
                    .filter(name -> !asked.containsKey(name))
                    .forEach(name -> expect.addObject().put("no_tool", name));
        }
    }
}
