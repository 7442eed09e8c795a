package dev.tandem.api.scenario;

import dev.tandem.api.requirement.RequiredTests;
import dev.tandem.api.scenario.TestRunRows.Latest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Requires scenarios: the newest run of each, on this very document and of this very text, has to have passed. */
@Component
class RequiredScenarios implements RequiredTests {

    private final KeptScenarios scenarios;
    private final TestRunRows runs;

    RequiredScenarios(KeptScenarios scenarios, TestRunRows runs) {
        this.scenarios = scenarios;
        this.runs = runs;
    }

    @Override
    public List<Shortfall> shortfalls(UUID organization, UUID workflow, UUID version, String snapshotSha256) {
        return scenarios.required(organization, workflow).stream()
                .flatMap(scenario -> shortfall(version, scenario, snapshotSha256))
                .toList();
    }

    private Stream<Shortfall> shortfall(UUID version, KeptScenario scenario, String snapshot) {
        Optional<Latest> latest = runs.latest(version, scenario, snapshot);
        if (latest.isPresent() && latest.get().same() && latest.get().status().equals("passed")) {
            return Stream.of();
        }
        String state = latest.map(run -> run.same() ? run.status() : "stale").orElse("missing");
        return Stream.of(new Shortfall(
                "scenario",
                scenario.id(),
                scenario.name(),
                state,
                latest.map(run -> "/api/test-runs/" + run.run()).orElse(null)));
    }
}
