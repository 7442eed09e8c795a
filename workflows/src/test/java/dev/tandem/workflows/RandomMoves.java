package dev.tandem.workflows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes documents of three agents with paths of every kind, and things that happen in their calls. */
public final class RandomMoves {

    /**
     * One thing that happens.
     *
     * @param kind replied, proposed, tool, silence, pressed
     * @param arguments of a proposal, or the values that are noted
     */
    public record Incident(String kind, String path, Map<String, JsonNode> arguments, boolean confirmed) {}

    private static final List<String> AGENTS = List.of("a", "b", "c");

    private RandomMoves() {}

    public static Arbitrary<JsonNode> documents() {
        return path().list().ofMinSize(6).ofMaxSize(14).map(RandomMoves::document);
    }

    public static Arbitrary<List<Incident>> incidents() {
        Arbitrary<String> kinds =
                Arbitraries.of("replied", "replied", "proposed", "proposed", "proposed", "tool", "silence", "pressed");
        Arbitrary<String> paths = Arbitraries.integers().between(0, 13).map(n -> "p" + n);
        Arbitrary<Map<String, JsonNode>> arguments = Arbitraries.maps(
                        Arbitraries.of("x", "y", "flag"), Arbitraries.of("'x'", "7", "12", "true", "false", "null"))
                .ofMaxSize(3)
                .map(texts -> {
                    Map<String, JsonNode> values = new LinkedHashMap<>();
                    texts.forEach((name, text) -> values.put(name, Documents.json(text)));
                    return values;
                });
        return Combinators.combine(kinds, paths, arguments, Arbitraries.of(true, false))
                .as(Incident::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(25);
    }

    private static JsonNode document(List<Map<String, Object>> paths) {
        List<Map<String, Object>> agents = new ArrayList<>();
        for (String id : AGENTS) {
            Map<String, Object> agent = new LinkedHashMap<>();
            agent.put("id", id);
            agent.put("name", "Agent " + id);
            agent.put("tools", List.of(Map.of("tool_type", "http", "name", "look", "assign", Map.of("flag", "/flag"))));
            agent.put("paths", new ArrayList<Map<String, Object>>());
            agents.add(agent);
        }
        for (int n = 0; n < paths.size(); n++) {
            Map<String, Object> path = new LinkedHashMap<>(paths.get(n));
            path.put("id", "p" + n);
            path.put("name", "Path " + n);
            String owner = (String) path.remove("owner");
            agents.get(AGENTS.indexOf(owner)).computeIfPresent("paths", (key, list) -> with((List<?>) list, path));
        }
        return JsonMapper.shared()
                .valueToTree(Map.of(
                        "limits", Map.of("router_hops", 2, "max_turns", 6),
                        "variables",
                                List.of(
                                        Map.of("name", "y", "data_type", "integer", "default", 3),
                                        Map.of("name", "flag", "data_type", "boolean", "is_required", false)),
                        "agents", agents));
    }

    private static List<Object> with(List<?> list, Object last) {
        List<Object> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    private static Arbitrary<Map<String, Object>> path() {
        Arbitrary<String> kinds = Arbitraries.of("intent", "intent", "expression", "always", "event");
        Arbitrary<String> guards =
                Arbitraries.of("", "", "x == 'x'", "y > 5", "flag", "y > 5 || flag", "visits < 1", "turn > 1 && !flag");
        Arbitrary<String> events = Arbitraries.of("silence", "dtmf:1", "tool_failed:look", "max_turns");
        Arbitrary<Integer> numbers = Arbitraries.integers().between(1, 3);
        return Combinators.combine(
                        Arbitraries.of(AGENTS),
                        Arbitraries.of(AGENTS),
                        kinds,
                        guards,
                        events,
                        numbers,
                        Arbitraries.of(true, false, false),
                        Arbitraries.of(List.<String>of(), List.of("x"), List.of("y")))
                .as(RandomMoves::path);
    }

    private static Map<String, Object> path(
            String owner,
            String target,
            String kind,
            String guard,
            String event,
            int number,
            boolean special,
            List<String> required) {
        Map<String, Object> path = new LinkedHashMap<>();
        path.put("owner", owner);
        path.put("target_agent_id", target);
        path.put("kind", kind);
        path.put("guard_condition", guard);
        path.put("priority", number);
        path.put("cooldown_turns", number);
        path.put("context", number == 2 ? "summary" : "all");
        path.put("global", special && !kind.equals("always"));
        if (kind.equals("event")) {
            path.put("event", event);
        }
        if (special) {
            path.put("max_visits", number);
            path.put("on_reject", "p" + number);
        }
        path.put(
                "required_variables",
                required.stream()
                        .map(name -> Map.of("name", name, "confirm", special, "max_ask", number))
                        .toList());
        return path;
    }
}
