package dev.tandem.api.workflow;

import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.version.Drafts;
import dev.tandem.api.version.VersionSummary;
import dev.tandem.api.version.Versions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Manages an organization's workflows. */
@Service
@Transactional
class Workflows {

    private final WorkflowRepository workflows;
    private final JdbcAggregateOperations rows;
    private final Versions versions;
    private final Drafts drafts;

    Workflows(WorkflowRepository workflows, JdbcAggregateOperations rows, Versions versions, Drafts drafts) {
        this.workflows = workflows;
        this.rows = rows;
        this.versions = versions;
        this.drafts = drafts;
    }

    /** Creates a workflow with an empty draft as version 1. */
    WorkflowView create(UUID organization, String name, @Nullable String description) {
        Instant now = now();
        Workflow created = rows.insert(new Workflow(UUID.randomUUID(), organization, name, description, now, now));
        drafts.addFirst(created.id());
        return view(created);
    }

    /** @throws ApiProblem 404 */
    @Transactional(readOnly = true)
    WorkflowView get(UUID organization, UUID id) {
        return view(workflows.find(organization, id).orElseThrow(() -> ApiProblem.notFound("workflow", id)));
    }

    @Transactional(readOnly = true)
    List<WorkflowView> page(UUID organization, String name, Cursor cursor, int limit) {
        return views(workflows.page(organization, name, cursor.at(), cursor.id(), limit));
    }

    /**
     * Changes the name and the description.
     *
     * @throws ApiProblem 404, 412 if it has changed since
     */
    WorkflowView change(UUID organization, UUID id, @Nullable String ifMatch, WorkflowChange change) {
        Workflow workflow = lock(organization, id);
        view(workflow).tag().check(ifMatch);
        workflows.update(id, change.nameOf(workflow), change.descriptionOf(workflow), now());
        return get(organization, id);
    }

    /**
     * Refuses to delete a workflow that somebody has called.
     *
     * @throws ApiProblem 404, 409 while a call that is no test refers to it, 412 if it has changed since
     */
    void requireDeletable(UUID organization, UUID id, @Nullable String ifMatch) {
        view(lock(organization, id)).tag().check(ifMatch);
        if (workflows.wasCalled(id)) {
            throw inUse();
        }
    }

    /**
     * Deletes a workflow with its versions.
     *
     * @throws ApiProblem 404, 409 while a call refers to it, 412 if it has changed since
     */
    void delete(UUID organization, UUID id, @Nullable String ifMatch) {
        view(lock(organization, id)).tag().check(ifMatch);
        try {
            workflows.delete(id);
        } catch (DataIntegrityViolationException referred) {
            throw inUse();
        }
    }

    private static ApiProblem inUse() {
        return ApiProblem.conflict(
                "in-use", "Calls refer to this workflow. Delete them first, or archive its published version.");
    }

    private Workflow lock(UUID organization, UUID id) {
        return workflows.lock(organization, id).orElseThrow(() -> ApiProblem.notFound("workflow", id));
    }

    private WorkflowView view(Workflow workflow) {
        return views(List.of(workflow)).getFirst();
    }

    private List<WorkflowView> views(List<Workflow> found) {
        List<VersionSummary> current =
                versions.current(found.stream().map(Workflow::id).toList());
        return found.stream()
                .map(workflow -> WorkflowView.of(workflow, current))
                .toList();
    }

    /** Returns the time to the microsecond, as PostgreSQL keeps it. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
