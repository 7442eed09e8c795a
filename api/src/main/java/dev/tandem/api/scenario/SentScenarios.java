package dev.tandem.api.scenario;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Scenarios that a request sends or names.
 *
 * @param scenario an object, or a text of YAML or JSON
 * @param scenarioId of a scenario that is kept with the workflow
 * @param scenarios several, each as {@code scenario}
 */
record SentScenarios(
        @Nullable JsonNode scenario,
        @Nullable UUID scenarioId,
        @Nullable List<JsonNode> scenarios) {

    private static final int MOST = KeptScenarios.MOST;

    boolean isThere() {
        return scenario != null || scenarioId != null || scenarios != null;
    }

    /**
     * Checks that one of the three was sent, and nothing else.
     *
     * @param others what a test by hand may have
     * @throws ApiProblem 422 that lists every fault
     */
    void check(@Nullable Object... others) {
        List<Problem> problems = new ArrayList<>();
        long ways = Stream.of(scenario, scenarioId, scenarios)
                .filter(Objects::nonNull)
                .count();
        if (ways > 1) {
            problems.add(new Problem("invalid_value", "", "Send one of scenario, scenario_id and scenarios."));
        }
        if (Stream.of(others).anyMatch(Objects::nonNull)) {
            problems.add(new Problem(
                    "invalid_value",
                    "",
                    "A scenario has variables, tools, now and all lines in itself; send nothing beside it."));
        }
        if (scenarios != null && (scenarios.isEmpty() || scenarios.size() > MOST)) {
            problems.add(new Problem("invalid_value", "/scenarios", "A run has 1 to " + MOST + " scenarios."));
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
    }

    /**
     * Reads what was sent, and finds what was named.
     *
     * @throws ApiProblem 404, 422 that lists every fault of every scenario
     */
    List<TestRuns.Chosen> read(KeptScenarios kept, UUID organization, UUID workflow) {
        if (scenarioId != null) {
            return List.of(TestRuns.Chosen.of(kept.get(organization, workflow, scenarioId)));
        }
        List<JsonNode> sent = scenarios == null ? List.of(Objects.requireNonNull(scenario)) : scenarios;
        List<Problem> problems = new ArrayList<>();
        List<TestRuns.Chosen> chosen = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            try {
                String pointer = scenarios == null ? "/scenario" : "/scenarios/" + i;
                chosen.add(new TestRuns.Chosen(GivenScenario.read(sent.get(i), pointer), null));
            } catch (ApiProblem faulty) {
                problems.addAll(faulty.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return chosen;
    }
}
