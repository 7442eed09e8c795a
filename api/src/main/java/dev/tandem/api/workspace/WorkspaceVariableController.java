package dev.tandem.api.workspace;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.page.Page;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/workspace-variables")
class WorkspaceVariableController {

    private final WorkspaceVariables variables;

    WorkspaceVariableController(WorkspaceVariables variables) {
        this.variables = variables;
    }

    /** Sets a variable, for the whole organization or for one workflow. */
    @Requires(Role.EDITOR)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<WorkspaceVariable> create(Access access, @RequestBody NewWorkspaceVariable request) {
        WorkspaceVariable added = variables.add(access.organization(), request.checked());
        return ResponseEntity.created(URI.create("/api/workspace-variables/" + added.id()))
                .body(added);
    }

    /** Lists variables, newest first. Secrets have no value in the list. */
    @Requires(Role.VIEWER)
    @GetMapping
    Page<WorkspaceVariable> list(
            Access access,
            @RequestParam(name = "workflow_id", required = false) @Nullable UUID workflow,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        List<WorkspaceVariable> found = variables.page(access.organization(), workflow, Cursor.parse(cursor), size + 1);
        return Page.of(found, size, variable -> new Cursor(variable.createdAt(), variable.id()));
    }

    /** Shows a variable. A secret is shown without its value. */
    @Requires(Role.VIEWER)
    @GetMapping("/{id}")
    WorkspaceVariable get(Access access, @PathVariable UUID id) {
        return variables.get(access.organization(), id);
    }

    /** Gives a variable another value, for calls that begin from now on. */
    @Requires(Role.EDITOR)
    @PatchMapping("/{id}")
    WorkspaceVariable change(Access access, @PathVariable UUID id, @RequestBody NewValue change) {
        return variables.change(access.organization(), id, change);
    }

    /** Deletes a variable that no published version names. */
    @Requires(Role.EDITOR)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Access access, @PathVariable UUID id) {
        variables.delete(access.organization(), id);
    }
}
