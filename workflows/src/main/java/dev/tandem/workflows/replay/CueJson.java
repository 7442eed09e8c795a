package dev.tandem.workflows.replay;

import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.payload.PayloadSize;
import dev.tandem.workflows.protocol.ConversationSummary;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action.EndCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes cues as short JSON, and reads them. What the call's events tell in full is left out: the words of caller and
 * agent, and arguments and answers of tools in which masking hid nothing. {@link RecordedCall} brings both together.
 */
public final class CueJson {

    /** Member that says what a cue is. */
    private static final String KIND = "cue";

    private static final String SPOKEN = "spoken";
    private static final String YIELDS = "yields";
    private static final String SAME = "same";

    /** Members of spoken words that only describe how they were spoken, or that the events have. */
    private static final List<String> DESCRIPTIVE = List.of("timings", "reports", "words", "text", "interrupted");

    private static final List<String> OF_RESULT = List.of("runs", "durationMs", "warnings");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CueJson() {}

    /**
     * Writes the cues that led to events.
     *
     * @param shown the events that followed, as they are recorded
     */
    public static ArrayNode write(List<Cue> cues, List<RecordedEvent> shown) {
        Map<String, JsonNode> told = told(shown);
        ArrayNode written = NODES.arrayNode();
        cues.forEach(cue -> written.add(write(cue, told)));
        if (PayloadSize.of(written) <= PayloadSize.MOST_OF_A_PART) {
            return written;
        }
        return NODES.arrayNode().add(write(new Cue.TooLarge(), told));
    }

    /** Returns the arguments and answers of tools that events show: the former by their key, the latter by {@code key=}. */
    static Map<String, JsonNode> told(List<RecordedEvent> events) {
        Map<String, JsonNode> told = new HashMap<>();
        for (RecordedEvent event : events) {
            if (event.event() instanceof CallEvent.ToolStarted started) {
                told.put(started.key(), started.arguments());
            } else if (event.event() instanceof CallEvent.ToolFinished finished) {
                told.put(finished.key() + "=", finished.result());
            }
        }
        return told;
    }

    private static ObjectNode write(Cue cue, Map<String, JsonNode> told) {
        ObjectNode json = NODES.objectNode();
        switch (cue) {
            case Cue.Opened(String channel, Map<String, JsonNode> variables) -> {
                json.put(KIND, "opened").put("channel", channel);
                json.set("variables", JSON.valueToTree(variables));
            }
            case Cue.Stepped(boolean yields, TurnOutcome outcome) -> {
                json.put(KIND, "stepped");
                yields(json, yields);
                json.set("outcome", outcome(outcome, told));
            }
            case Cue.Returned(List<ToolResult> results) -> {
                ArrayNode list = json.put(KIND, "returned").putArray("results");
                results.forEach(result -> list.add(result(result, told)));
            }
            case Cue.Arrived arrived -> {
                json.put(KIND, "arrived");
                if (arrived.summary() != null) {
                    json.set("summary", JSON.valueToTree(arrived.summary()));
                }
            }
            case Cue.Commanded(boolean yields, Command.Queued command) -> {
                json.put(KIND, "commanded");
                yields(json, yields);
                json.set("command", JSON.valueToTree(command));
            }
            case Cue.EndAsked(EndCall end, String say) ->
                json.put(KIND, "end_asked")
                        .put("status", end.status())
                        .put("reason", end.reason())
                        .put("say", say);
            case Cue.Broke(String reason) -> json.put(KIND, "broke").put("reason", reason);
            case Cue.Deserted(EndCall end) ->
                json.put(KIND, "deserted").put("status", end.status()).put("reason", end.reason());
            case Cue.Heard(List<Utterance> utterances) -> turns(json.put(KIND, "heard"), utterances);
            case Cue.Waiting(List<Utterance> utterances) -> turns(json.put(KIND, "waiting"), utterances);
            case Cue.TooLarge() -> json.put(KIND, "too_large");
        }
        return json;
    }

    private static void yields(ObjectNode json, boolean yields) {
        if (yields) {
            json.put(YIELDS, true);
        }
    }

    private static void turns(ObjectNode json, List<Utterance> utterances) {
        ArrayNode turns = json.putArray("turns");
        utterances.forEach(utterance -> turns.add(utterance.turn()));
    }

    private static ObjectNode outcome(TurnOutcome outcome, Map<String, JsonNode> told) {
        ObjectNode json = JSON.valueToTree(outcome.reporting(List.of()));
        json.remove("reports");
        if (json.get(SPOKEN) instanceof ObjectNode spoken) {
            boolean spoke = !spoken.path("words").asString("").isEmpty()
                    || !spoken.path("text").asString("").isEmpty();
            spoken.remove(DESCRIPTIVE);
            spoken.properties().removeIf(member -> member.getValue().isNull() || isEmptyList(member.getValue()));
            if (spoken.get("heard") instanceof ObjectNode heard) {
                heard.remove("text");
            }
            spoken.path("unanswered").forEach(line -> ((ObjectNode) line).remove("text"));
            if (spoke) {
                spoken.put("spoke", true);
            }
        }
        json.path("unanswered").forEach(line -> ((ObjectNode) line).remove("text"));
        json.path("calls").forEach(call -> {
            JsonNode arguments = told.get(call.path("key").asString(""));
            if (arguments != null && arguments.equals(call.get("arguments"))) {
                ((ObjectNode) call).remove("arguments");
                ((ObjectNode) call).put(SAME, true);
            }
        });
        return json;
    }

    private static boolean isEmptyList(JsonNode value) {
        return value.isArray() && value.isEmpty();
    }

    private static ObjectNode result(ToolResult result, Map<String, JsonNode> told) {
        ObjectNode json = JSON.valueToTree(result);
        json.remove(OF_RESULT);
        JsonNode answer = told.get(result.key() + "=");
        if (answer != null && answer.equals(json.path("content"))) {
            json.remove("content");
            json.put(SAME, true);
        }
        json.properties().removeIf(member -> member.getValue().isNull());
        return json;
    }

    /**
     * Reads cues.
     *
     * @param told by {@link #told}
     * @throws IllegalArgumentException if a newer process wrote them
     */
    static List<Cue> read(JsonNode written, Map<String, JsonNode> told) {
        List<Cue> cues = new ArrayList<>();
        written.forEach(cue -> cues.add(readOne((ObjectNode) cue, told)));
        return cues;
    }

    private static Cue readOne(ObjectNode json, Map<String, JsonNode> told) {
        boolean yields = json.path(YIELDS).asBoolean(false);
        return switch (json.path(KIND).asString("")) {
            case "opened" -> {
                Map<String, JsonNode> variables = new LinkedHashMap<>();
                json.path("variables").properties().forEach(one -> variables.put(one.getKey(), one.getValue()));
                yield new Cue.Opened(json.path("channel").asString(""), variables);
            }
            case "stepped" -> new Cue.Stepped(yields, readOutcome((ObjectNode) json.get("outcome"), told));
            case "returned" -> {
                List<ToolResult> results = new ArrayList<>();
                json.path("results").forEach(result -> results.add(readResult((ObjectNode) result, told)));
                yield new Cue.Returned(results);
            }
            case "arrived" ->
                new Cue.Arrived(
                        json.has("summary") ? JSON.treeToValue(json.get("summary"), ConversationSummary.class) : null);
            case "commanded" ->
                new Cue.Commanded(yields, (Command.Queued) JSON.treeToValue(json.get("command"), Command.class));
            case "end_asked" -> new Cue.EndAsked(end(json), json.path("say").asString(""));
            case "broke" -> new Cue.Broke(json.path("reason").asString(""));
            case "deserted" -> new Cue.Deserted(end(json));
            case "heard" -> new Cue.Heard(readTurns(json));
            case "waiting" -> new Cue.Waiting(readTurns(json));
            case "too_large" -> new Cue.TooLarge();
            case String unknown -> throw new IllegalArgumentException("There is no cue " + unknown);
        };
    }

    private static EndCall end(JsonNode json) {
        return new EndCall(json.path("status").asString(""), json.path("reason").asString(""));
    }

    private static List<Utterance> readTurns(JsonNode json) {
        return json.path("turns").values().stream()
                .map(turn -> new Utterance(turn.asInt(0), ""))
                .toList();
    }

    private static TurnOutcome readOutcome(ObjectNode written, Map<String, JsonNode> told) {
        ObjectNode json = written.deepCopy();
        if (json.get(SPOKEN) instanceof ObjectNode spoken) {
            String words = spoken.path("spoke").asBoolean(false) ? "…" : "";
            spoken.remove("spoke");
            spoken.put("words", words).put("text", words).put("interrupted", false);
            spoken.set("timings", JSON.valueToTree(Timings.NONE));
            spoken.withArray("variables");
            if (spoken.get("heard") instanceof ObjectNode heard) {
                heard.put("text", "");
            }
            spoken.path("unanswered").forEach(line -> ((ObjectNode) line).put("text", ""));
        }
        json.path("unanswered").forEach(line -> ((ObjectNode) line).put("text", ""));
        json.path("calls").forEach(call -> {
            if (call.has(SAME)) {
                ((ObjectNode) call).remove(SAME);
                ((ObjectNode) call)
                        .set("arguments", told.getOrDefault(call.path("key").asString(""), NODES.objectNode()));
            }
        });
        return JSON.treeToValue(json, TurnOutcome.class);
    }

    private static ToolResult readResult(ObjectNode written, Map<String, JsonNode> told) {
        ObjectNode json = written.deepCopy();
        if (json.has(SAME)) {
            json.remove(SAME);
            JsonNode answer = told.get(json.path("key").asString("") + "=");
            json.set("content", answer == null ? NODES.nullNode() : answer);
        }
        json.put("runs", 1).put("durationMs", 0);
        return JSON.treeToValue(json, ToolResult.class);
    }
}
