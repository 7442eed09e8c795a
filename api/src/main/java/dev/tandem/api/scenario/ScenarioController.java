package dev.tandem.api.scenario;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.page.Page;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.scenario.document.ScenarioDocument;
import dev.tandem.workflows.scenario.document.ScenarioText;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Keeps scenarios with their workflow. */
@RestController
class ScenarioController {

    private final KeptScenarios scenarios;

    ScenarioController(KeptScenarios scenarios) {
        this.scenarios = scenarios;
    }

    /** Shows the JSON Schema of a scenario. */
    @GetMapping("/api/scenario-schema")
    @Requires(Role.VIEWER)
    JsonNode schema() {
        return ScenarioDocument.schema();
    }

    /** Lists the scenarios that are kept with a workflow, newest first. */
    @GetMapping("/api/workflows/{workflow}/scenarios")
    @Requires(Role.VIEWER)
    Page<ScenarioView> list(
            Access access,
            @PathVariable UUID workflow,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        List<KeptScenario> found = scenarios.page(access.organization(), workflow, Cursor.parse(cursor), size + 1);
        return Page.of(found, size, kept -> new Cursor(kept.createdAt(), kept.id()))
                .map(ScenarioView::of);
    }

    /** Keeps a scenario with a workflow. */
    @PostMapping("/api/workflows/{workflow}/scenarios")
    @Requires(Role.EDITOR)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ScenarioView> add(Access access, @PathVariable UUID workflow, @RequestBody ScenarioBody body) {
        GivenScenario given = body.given();
        if (given == null) {
            throw ApiProblem.invalidRequest(
                    List.of(new Problem("required", "/scenario", "Give the scenario: an object, or a text of YAML.")));
        }
        KeptScenario added =
                scenarios.add(access.organization(), workflow, given, Boolean.TRUE.equals(body.required()));
        return ResponseEntity.created(URI.create("/api/workflows/" + workflow + "/scenarios/" + added.id()))
                .eTag(added.tag().toString())
                .body(ScenarioView.of(added));
    }

    /** Shows a scenario, as an object and as YAML. */
    @GetMapping("/api/workflows/{workflow}/scenarios/{id}")
    @Requires(Role.VIEWER)
    ResponseEntity<ScenarioView> get(Access access, @PathVariable UUID workflow, @PathVariable UUID id) {
        return answer(scenarios.get(access.organization(), workflow, id));
    }

    /** Replaces a scenario, or says whether it is required. What is left out stays as it is. */
    @PatchMapping("/api/workflows/{workflow}/scenarios/{id}")
    @Requires(Role.EDITOR)
    ResponseEntity<ScenarioView> change(
            Access access,
            @PathVariable UUID workflow,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ScenarioBody body) {
        return answer(scenarios.change(access.organization(), workflow, id, ifMatch, body.given(), body.required()));
    }

    /** Deletes a scenario. What its runs came to is kept. */
    @DeleteMapping("/api/workflows/{workflow}/scenarios/{id}")
    @Requires(Role.EDITOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Access access,
            @PathVariable UUID workflow,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        scenarios.delete(access.organization(), workflow, id, ifMatch);
    }

    private static ResponseEntity<ScenarioView> answer(KeptScenario kept) {
        return ResponseEntity.ok().eTag(kept.tag().toString()).body(ScenarioView.of(kept));
    }

    /**
     * @param scenario an object, or a text of YAML or JSON
     * @param required whether a version is published only when the scenario passes on it
     */
    record ScenarioBody(
            @Nullable JsonNode scenario, @Nullable Boolean required) {

        /** Reads the scenario; null: there is none. */
        @Nullable GivenScenario given() {
            return scenario == null || scenario.isNull() ? null : GivenScenario.read(scenario, "/scenario");
        }
    }

    /**
     * A scenario that is kept with a workflow.
     *
     * @param scenario as an object
     * @param yaml as it was written, or the same in YAML
     */
    record ScenarioView(
            UUID id,
            UUID workflowId,
            String name,
            boolean required,
            JsonNode scenario,
            String yaml,
            Instant createdAt,
            Instant updatedAt) {

        static ScenarioView of(KeptScenario kept) {
            return new ScenarioView(
                    kept.id(),
                    kept.workflowId(),
                    kept.name(),
                    kept.required(),
                    kept.document(),
                    kept.yaml() == null ? ScenarioText.yaml(kept.document()) : kept.yaml(),
                    kept.createdAt(),
                    kept.updatedAt());
        }
    }
}
