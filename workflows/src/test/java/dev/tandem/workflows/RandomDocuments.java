package dev.tandem.workflows;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes small documents with few names, so that right and wrong ones are both frequent. */
public final class RandomDocuments {

    private static final JsonMapper JSON = JsonMapper.shared();

    private RandomDocuments() {}

    public static Arbitrary<JsonNode> documents() {
        Arbitrary<List<Map<String, Object>>> agents =
                Combinators.combine(agent("a"), agent("b"), agent("c")).as((a, b, c) -> List.of(a, b, c));
        return Combinators.combine(agents, Arbitraries.of(1, 2, 3, 3))
                .as((all, count) -> Map.<String, Object>of("agents", all.subList(0, count)))
                .map(JSON::<JsonNode>valueToTree);
    }

    /** Returns documents that were changed up to four times. */
    public static Arbitrary<JsonNode> mutated(Arbitrary<JsonNode> documents) {
        Arbitrary<List<Long>> one = Arbitraries.longs().list().ofSize(1);
        Arbitrary<List<Long>> some = Arbitraries.longs().list().ofMinSize(1).ofMaxSize(4);
        // Hardly any document that was changed often is still sound, but enough of them must be.
        Arbitrary<List<Long>> seeds = Arbitraries.frequencyOf(Tuple.of(1, one), Tuple.of(1, some));
        return Combinators.combine(documents, seeds).as((document, changes) -> {
            JsonNode mutated = document;
            for (long seed : changes) {
                mutated = mutated.isEmpty() ? mutated : Mutation.of(mutated, seed);
            }
            return mutated;
        });
    }

    /** Returns values of every kind, some of which fit a type. */
    public static Arbitrary<JsonNode> values() {
        return Arbitraries.of("'x'", "'42'", "42", "4.5", "true", "null", "''", "{}", "'2026-01-31'", "['x']")
                .map(Documents::json);
    }

    public static Arbitrary<Map<String, JsonNode>> arguments() {
        return Arbitraries.maps(variableNames(), values()).ofMaxSize(4);
    }

    private static Arbitrary<String> variableNames() {
        return Arbitraries.frequency(Tuple.of(5, "x"), Tuple.of(30, "y"), Tuple.of(30, "z"), Tuple.of(1, "not a name"));
    }

    private static Arbitrary<Map<String, Object>> agent(String id) {
        Arbitrary<String> greeting =
                Arbitraries.frequency(Tuple.of(10, "Hello"), Tuple.of(1, "Hello {{x}}"), Tuple.of(1, "{{x"));
        return Combinators.combine(
                        greeting,
                        path(id + "1"),
                        path(id + "2"),
                        Arbitraries.integers().between(0, 2))
                .as((words, first, second, count) -> Map.of(
                        "id",
                        id,
                        "name",
                        "Agent " + id,
                        "greeting",
                        words,
                        "paths",
                        List.of(first, second).subList(0, count)));
    }

    private static Arbitrary<Map<String, Object>> path(String id) {
        Arbitrary<String> target =
                Arbitraries.frequency(Tuple.of(20, "a"), Tuple.of(20, "b"), Tuple.of(10, "c"), Tuple.of(1, "nobody"));
        Arbitrary<String> ids = Arbitraries.frequency(Tuple.of(30, id), Tuple.of(1, "p"));
        return Combinators.combine(ids, target, variable().list().ofMaxSize(2))
                .as((given, agent, variables) -> Map.of(
                        "id", given, "name", "Path " + id, "target_agent_id", agent, "required_variables", variables));
    }

    private static Arbitrary<Map<String, Object>> variable() {
        Arbitrary<String> type = Arbitraries.frequency(
                Tuple.of(12, "string"), Tuple.of(1, "digits"), Tuple.of(1, "integer"), Tuple.of(1, "date"));
        Arbitrary<Boolean> confirm = Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));
        return Combinators.combine(variableNames(), type, Arbitraries.of(true, false), confirm)
                .as((name, dataType, required, confirmed) ->
                        Map.of("name", name, "data_type", dataType, "is_required", required, "confirm", confirmed));
    }
}
