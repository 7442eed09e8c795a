package dev.tandem.api.workflow;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.json.StorableJson;
import dev.tandem.api.page.Cursor;
import dev.tandem.api.page.Page;
import dev.tandem.api.problem.ApiProblem;
import dev.tandem.api.version.VersionStatus;
import dev.tandem.api.version.VersionSummary;
import dev.tandem.workflows.graph.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workflows")
class WorkflowController {

    private final Workflows workflows;

    WorkflowController(Workflows workflows) {
        this.workflows = workflows;
    }

    @PostMapping
    @Requires(Role.EDITOR)
    ResponseEntity<WorkflowView> create(Access access, @RequestBody NewWorkflow request) {
        NewWorkflow.Checked checked = request.checked();
        Workflow created = workflows.create(access.organization(), checked.name(), checked.description());
        return ResponseEntity.created(URI.create("/api/workflows/" + created.id()))
                .body(view(List.of(created)).getFirst());
    }

    @GetMapping
    @Requires(Role.VIEWER)
    Page<WorkflowView> list(
            Access access,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        if (!StorableJson.isStorableText(name)) {
            throw ApiProblem.invalidRequest(
                    List.of(new Problem("invalid_parameter", "", "name holds a character that no name has.")));
        }
        List<Workflow> found = workflows.page(access.organization(), name, Cursor.parse(cursor), size + 1);
        Page<Workflow> page = Page.of(found, size, workflow -> new Cursor(workflow.createdAt(), workflow.id()));
        return new Page<>(view(page.items()), page.nextCursor());
    }

    @GetMapping("/{id}")
    @Requires(Role.VIEWER)
    WorkflowView get(Access access, @PathVariable UUID id) {
        return view(List.of(workflows.get(access.organization(), id))).getFirst();
    }

    private List<WorkflowView> view(List<Workflow> found) {
        List<VersionSummary> current = workflows.currentVersions(found);
        return found.stream()
                .map(workflow -> WorkflowView.of(workflow, current))
                .toList();
    }

    /**
     * @param draft the latest; null: none
     * @param published null: none, and calls to the workflow are refused
     */
    record WorkflowView(
            UUID id,
            String name,
            @Nullable String description,
            Instant createdAt,
            Instant updatedAt,
            @Nullable VersionSummary draft,
            @Nullable VersionSummary published) {

        static WorkflowView of(Workflow workflow, List<VersionSummary> current) {
            return new WorkflowView(
                    workflow.id(),
                    workflow.name(),
                    workflow.description(),
                    workflow.createdAt(),
                    workflow.updatedAt(),
                    version(workflow, VersionStatus.DRAFT, current),
                    version(workflow, VersionStatus.PUBLISHED, current));
        }

        private static @Nullable VersionSummary version(
                Workflow workflow, VersionStatus status, List<VersionSummary> current) {
            return current.stream()
                    .filter(version -> version.workflowId().equals(workflow.id()) && version.status() == status)
                    .findFirst()
                    .orElse(null);
        }
    }
}
