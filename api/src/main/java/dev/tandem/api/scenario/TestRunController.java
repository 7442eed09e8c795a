package dev.tandem.api.scenario;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.page.Page;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.requirement.VersionReplays;
import dev.tandem.api.version.Versions;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows and cancels runs of scenarios, and runs those that a workflow requires. */
@RestController
class TestRunController {

    private final TestRuns runs;
    private final TestRunRows rows;
    private final KeptScenarios scenarios;
    private final Versions versions;
    private final VersionReplays replays;

    TestRunController(
            TestRuns runs, TestRunRows rows, KeptScenarios scenarios, Versions versions, VersionReplays replays) {
        this.replays = replays;
        this.runs = runs;
        this.rows = rows;
        this.scenarios = scenarios;
        this.versions = versions;
    }

    /** Lists runs of scenarios, newest first. */
    @GetMapping("/api/test-runs")
    @Requires(Role.VIEWER)
    Page<TestRun> list(
            Access access,
            @RequestParam(name = "workflow_id", required = false) @Nullable UUID workflow,
            @RequestParam(name = "workflow_version_id", required = false) @Nullable UUID version,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        List<TestRun> found = rows.page(access.organization(), workflow, version, Cursor.parse(cursor), size + 1);
        return Page.of(found, size, run -> new Cursor(run.createdAt(), run.id()));
    }

    /** Shows a run: how far it is, and what became of each scenario. */
    @GetMapping("/api/test-runs/{id}")
    @Requires(Role.VIEWER)
    TestRunDetail get(Access access, @PathVariable UUID id) {
        return runs.detail(access, id);
    }

    /** Cancels a run, and hangs up its calls. A run that has ended stays as it is. */
    @PostMapping("/api/test-runs/{id}/cancel")
    @Requires(Role.EDITOR)
    TestRun cancel(Access access, @PathVariable UUID id) {
        return runs.cancel(access, id);
    }

    /**
     * Runs all scenarios that the workflow requires, and starts the replay that it requires, on this version as it is
     * now. Where it requires a replay alone, the run has no scenarios, and has passed.
     */
    @PostMapping("/api/workflow-versions/{id}/run-required")
    @Requires(Role.EDITOR)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<RequiredRun> runRequired(Access access, @PathVariable UUID id) {
        UUID organization = access.organization();
        UUID workflow = versions.get(organization, id).workflowId();
        List<KeptScenario> required = scenarios.required(organization, workflow);
        if (required.isEmpty() && !replays.isRequired(organization, workflow)) {
            throw ApiProblem.conflict(
                    "nothing-required",
                    "The workflow requires no scenario and no replay: set required on the scenarios that matter, or"
                            + " require a replay.");
        }
        UUID run = runs.start(
                access,
                id,
                TestChannel.CHAT,
                required.stream().map(TestRuns.Chosen::of).toList());
        String replay = replays.startRequired(access, workflow, id).orElse(null);
        TestRunDetail detail = runs.detail(access, run);
        return ResponseEntity.accepted()
                .location(URI.create("/api/test-runs/" + run))
                .body(new RequiredRun(detail.run(), detail.scenarios(), replay));
    }

    /**
     * A run of all required scenarios, and the required replay beside it.
     *
     * @param replay link to the replay; null: none is required
     */
    record RequiredRun(
            @JsonUnwrapped TestRun run,
            List<TestRun.Outcome> scenarios,
            @Nullable String replay) {}
}
