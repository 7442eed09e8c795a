package dev.tandem.api.workflow;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.call.Erasure;
import dev.tandem.api.http.json.StorableJson;
import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.page.Page;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.version.MergePatch;
import dev.tandem.workflows.document.Problem;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/workflows")
class WorkflowController {

    private final Workflows workflows;
    private final Erasure erasure;

    WorkflowController(Workflows workflows, Erasure erasure) {
        this.erasure = erasure;
        this.workflows = workflows;
    }

    /** Creates a workflow, with an empty draft as its version 1. */
    @PostMapping
    @Requires(Role.EDITOR)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<WorkflowView> create(Access access, @RequestBody NewWorkflow request) {
        NewWorkflow.Checked checked = request.checked();
        WorkflowView created = workflows.create(access.organization(), checked.name(), checked.description());
        return ResponseEntity.created(URI.create("/api/workflows/" + created.id()))
                .eTag(created.tag().toString())
                .body(created);
    }

    /**
     * Lists the organization's workflows, newest first.
     *
     * @param name part of the name, in any case
     */
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
        List<WorkflowView> found = workflows.page(access.organization(), name, Cursor.parse(cursor), size + 1);
        return Page.of(found, size, workflow -> new Cursor(workflow.createdAt(), workflow.id()));
    }

    /** Shows a workflow with its latest draft and its published version. */
    @GetMapping("/{id}")
    @Requires(Role.VIEWER)
    ResponseEntity<WorkflowView> get(Access access, @PathVariable UUID id) {
        return answer(workflows.get(access.organization(), id));
    }

    /**
     * Changes a workflow's name or description.
     *
     * Fields that are left out stay as they are. The value null removes the description.
     */
    @PatchMapping(
            path = "/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MergePatch.MEDIA_TYPE})
    @Requires(Role.EDITOR)
    ResponseEntity<WorkflowView> change(
            Access access,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ChangedWorkflow request) {
        WorkflowChange change = WorkflowChange.of(request.name(), request.description());
        return answer(workflows.change(access.organization(), id, ifMatch, change));
    }

    /**
     * Deletes a workflow with its versions and its tests. It is refused while a call of a real caller refers to the
     * workflow.
     */
    @DeleteMapping("/{id}")
    @Requires(Role.PUBLISHER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> delete(
            Access access,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        workflows.requireDeletable(access.organization(), id, ifMatch);
        erasure.eraseTests(access.organization(), id);
        workflows.delete(access.organization(), id, ifMatch);
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<WorkflowView> answer(WorkflowView workflow) {
        return ResponseEntity.ok().eTag(workflow.tag().toString()).body(workflow);
    }

    record ChangedWorkflow(@Nullable String name, @Nullable JsonNode description) {}
}
