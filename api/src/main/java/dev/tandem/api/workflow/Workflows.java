package dev.tandem.api.workflow;

import dev.tandem.api.page.Cursor;
import dev.tandem.api.problem.ApiProblem;
import dev.tandem.api.version.VersionSummary;
import dev.tandem.api.version.Versions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An organization's workflows. */
@Service
@Transactional
class Workflows {

    private final WorkflowRepository workflows;
    private final JdbcAggregateOperations rows;
    private final Versions versions;

    Workflows(WorkflowRepository workflows, JdbcAggregateOperations rows, Versions versions) {
        this.workflows = workflows;
        this.rows = rows;
        this.versions = versions;
    }

    /** With an empty draft, version 1. */
    Workflow create(UUID organization, String name, @Nullable String description) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Workflow created = rows.insert(new Workflow(UUID.randomUUID(), organization, name, description, now, now));
        versions.addFirstDraft(created.id());
        return created;
    }

    /** @throws ApiProblem 404 */
    @Transactional(readOnly = true)
    Workflow get(UUID organization, UUID id) {
        return workflows.find(organization, id).orElseThrow(() -> ApiProblem.notFound("workflow", id));
    }

    @Transactional(readOnly = true)
    List<Workflow> page(UUID organization, String name, Cursor cursor, int limit) {
        return workflows.page(organization, name, cursor.at(), cursor.id(), limit);
    }

    @Transactional(readOnly = true)
    List<VersionSummary> currentVersions(List<Workflow> of) {
        return versions.current(of.stream().map(Workflow::id).toList());
    }
}
