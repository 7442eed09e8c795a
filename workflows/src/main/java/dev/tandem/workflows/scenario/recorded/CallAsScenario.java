package dev.tandem.workflows.scenario.recorded;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A recorded call as a scenario: the caller's lines, the tools' answers as mocks, and what happened as expectations. It
 * is to be edited: what a model said in other words is not expected, and what is masked has to be filled in.
 *
 * @param scenario as JSON
 * @param masked JSON Pointers of values that the record hides
 */
public record CallAsScenario(JsonNode scenario, List<String> masked) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String STARS = "****";

    public CallAsScenario {
        masked = List.copyOf(masked);
    }

    /** @param events of the call, in order */
    public static CallAsScenario of(String name, List<RecordedEvent> events) {
        ObjectNode scenario = new Maker(events).scenario(name);
        List<String> masked = new ArrayList<>();
        findMasked(scenario, "", masked);
        return new CallAsScenario(scenario, masked);
    }

    private static void findMasked(JsonNode value, String pointer, List<String> found) {
        if (value.isString() && value.stringValue().contains(STARS)) {
            found.add(pointer);
        } else if (value.isObject()) {
            value.propertyNames()
                    .forEach(name -> findMasked(
                            value.path(name),
                            pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                            found));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                findMasked(value.path(i), pointer + "/" + i, found);
            }
        }
    }

    /** Reads the events one after the other. */
    private static final class Maker {

        private final ObjectNode variables = JSON.objectNode();
        private final Map<String, CallEvent.ToolStarted> started = new LinkedHashMap<>();
        private final Map<String, Map<JsonNode, ArrayNode>> replies = new LinkedHashMap<>();
        private final ArrayNode lines = JSON.arrayNode();
        private final ArrayNode paths = JSON.arrayNode();
        private String status = "";
        private @Nullable ArrayNode expect;

        Maker(List<RecordedEvent> events) {
            events.forEach(event -> read(event.event()));
        }

        private void read(CallEvent event) {
            switch (event) {
                case CallEvent.TurnCommitted said -> {
                    ObjectNode line = lines.addObject().put("say", said.text());
                    expect = line.putArray("expect");
                }
                case CallEvent.VariableCollected collected -> {
                    if (collected.source() == Source.GIVEN && lines.isEmpty()) {
                        variables.set(collected.name(), collected.value());
                    }
                }
                case CallEvent.ToolStarted tool -> {
                    started.put(tool.key(), tool);
                    ObjectNode asked = JSON.objectNode().put("name", tool.name());
                    asked.set("arguments", known(tool.arguments()));
                    expect("tool", asked);
                }
                case CallEvent.ToolFinished tool ->
                    reply(tool.key(), JSON.objectNode().set("answer", tool.result()));
                case CallEvent.ToolFailed tool -> failed(tool);
                case CallEvent.PathTaken taken -> {
                    if (!taken.by().equals(CallEvent.PathTaken.ROUTED)) {
                        paths.add(taken.path());
                        expect("path", JSON.objectNode().put("taken", taken.path()));
                    }
                }
                case CallEvent.CallEnded ended -> status = ended.status();
                case CallEvent.CallStarted _,
                        CallEvent.AgentActivated _,
                        CallEvent.ReplySpoken _,
                        CallEvent.TurnFailed _,
                        CallEvent.PathOffered _,
                        CallEvent.PathSummarised _,
                        CallEvent.PathRejected _,
                        CallEvent.VariableRefused _,
                        CallEvent.ProviderUsed _,
                        CallEvent.ProviderFailedOver _,
                        CallEvent.AttendanceLost _,
                        CallEvent.AttendanceResumed _,
                        CallEvent.OfOperator _ -> {
                    // What was said, offered and rejected differs with every model's words.
                }
            }
        }

        private void expect(String kind, JsonNode what) {
            if (expect != null) {
                expect.addObject().set(kind, what);
            }
        }

        private void failed(CallEvent.ToolFailed tool) {
            ObjectNode failure = JSON.objectNode();
            switch (tool.status()) {
                case FAILED -> failure.put("fail", tool.runs() > 1 ? "unavailable" : "refused");
                case UNKNOWN -> failure.put("fail", "lost");
                case CANCELLED -> {
                    return;
                }
            }
            if (tool.error() != null) {
                failure.put("error", tool.error());
            }
            reply(tool.key(), failure);
        }

        private void reply(String key, JsonNode reply) {
            CallEvent.ToolStarted tool = started.get(key);
            if (tool != null) {
                replies.computeIfAbsent(tool.name(), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(known(tool.arguments()), _ -> JSON.arrayNode())
                        .add(reply);
            }
        }

        /** Without arguments that the record hides: a mock that waited for stars would answer nobody. */
        private static ObjectNode known(JsonNode arguments) {
            ObjectNode known = JSON.objectNode();
            arguments.propertyNames().forEach(name -> {
                if (!arguments.path(name).toString().contains(STARS)) {
                    known.set(name, arguments.path(name));
                }
            });
            return known;
        }

        ObjectNode scenario(String name) {
            ObjectNode scenario = JSON.objectNode().put("name", name);
            if (!variables.isEmpty()) {
                scenario.set("variables", variables);
            }
            if (!replies.isEmpty()) {
                ObjectNode tools = scenario.putObject("tools");
                replies.forEach((tool, byArguments) -> {
                    ArrayNode mocks = tools.putArray(tool);
                    byArguments.forEach((arguments, inTurn) -> {
                        ObjectNode mock = mocks.addObject();
                        if (!arguments.isEmpty()) {
                            mock.set("when", arguments);
                        }
                        mock.set("in_turn", inTurn);
                    });
                });
            }
            lines.values().forEach(line -> {
                if (line.path("expect").isEmpty()) {
                    ((ObjectNode) line).remove("expect");
                }
            });
            scenario.set("caller", lines);
            ArrayNode end = scenario.putArray("end");
            if (!status.isEmpty()) {
                end.addObject().put("status", status);
            }
            end.addObject().set("path_sequence", paths);
            return scenario;
        }
    }
}
