package dev.tandem.api.version;

import dev.tandem.api.json.DocumentSize;
import dev.tandem.api.json.StoredJson;
import dev.tandem.api.problem.ApiProblem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Drafts and publications. Every method sees one organization's versions only. */
@Service
@Transactional
public class Versions {

    private final VersionRepository versions;
    private final JdbcAggregateOperations rows;
    private final ProjectionWriter projection;
    private final Workspaces workspaces;

    Versions(
            VersionRepository versions,
            JdbcAggregateOperations rows,
            ProjectionWriter projection,
            Workspaces workspaces) {
        this.versions = versions;
        this.rows = rows;
        this.projection = projection;
        this.workspaces = workspaces;
    }

    /** @throws ApiProblem 404 */
    @Transactional(readOnly = true)
    public WorkflowVersion get(UUID organization, UUID id) {
        return versions.find(organization, id).orElseThrow(() -> ApiProblem.notFound("workflow version", id));
    }

    /**
     * The version that answers new calls of a workflow.
     *
     * @throws ApiProblem 404, 409 if none is published
     */
    @Transactional(readOnly = true)
    public WorkflowVersion answering(UUID organization, UUID workflow) {
        if (!versions.workflowExists(organization, workflow)) {
            throw ApiProblem.notFound("workflow", workflow);
        }
        return versions.published(organization, workflow)
                .orElseThrow(() -> ApiProblem.conflict(
                        "not-published", "No version of this workflow is published: publish one first."));
    }

    /** The latest draft and the published version of each workflow, as far as it has them. */
    @Transactional(readOnly = true)
    public List<VersionSummary> current(List<UUID> workflows) {
        return workflows.isEmpty() ? List.of() : versions.current(workflows);
    }

    /** The empty draft that a new workflow starts with. */
    public void addFirstDraft(UUID workflow) {
        ObjectNode empty = JsonNodeFactory.instance.objectNode().put("schema_version", 1);
        empty.putArray("agents");
        add(workflow, 1, empty);
    }

    /** @param fromVersion number of the version to copy; null: the latest */
    WorkflowVersion addDraft(UUID organization, UUID workflow, @Nullable Integer fromVersion) {
        lockWorkflow(organization, workflow);
        WorkflowVersion latest = versions.latest(workflow).orElseThrow();
        WorkflowVersion source = fromVersion == null
                ? latest
                : versions.numbered(workflow, fromVersion)
                        .orElseThrow(
                                () -> ApiProblem.notFound("version of this workflow with the number", fromVersion));
        return add(workflow, latest.version() + 1, source.document());
    }

    @Transactional(readOnly = true)
    List<VersionSummary> page(UUID organization, UUID workflow, int before, int limit) {
        if (!versions.workflowExists(organization, workflow)) {
            throw ApiProblem.notFound("workflow", workflow);
        }
        return versions.page(workflow, before, limit);
    }

    /**
     * Changes a draft's configuration.
     *
     * @throws ApiProblem 404, 409 if it is no draft, 412 if it has changed since, 413 if it became too large
     */
    WorkflowVersion change(UUID organization, UUID id, @Nullable String ifMatch, UnaryOperator<JsonNode> change) {
        WorkflowVersion version = lock(organization, id);
        EntityTags.check(ifMatch, version);
        if (version.status() != VersionStatus.DRAFT) {
            throw ApiProblem.conflict(
                    "not-a-draft",
                    "Version " + version.version() + " is " + version.status().wireName()
                            + ": it cannot be changed. Make a new draft from it.");
        }
        JsonNode document = Documents.complete(change.apply(version.document()));
        DocumentSize.check(document);
        versions.save(id, new StoredJson(document));
        projection.write(id, document);
        return get(organization, id);
    }

    /**
     * Publishes a draft, and archives the version that was published before; one that is published stays so.
     *
     * @throws ApiProblem 404, 409 if it is archived, 412, 422 with everything that speaks against it
     */
    WorkflowVersion publish(UUID organization, UUID id, @Nullable String ifMatch) {
        UUID workflow = get(organization, id).workflowId();
        lockWorkflow(organization, workflow);
        WorkflowVersion version = lock(organization, id);
        EntityTags.check(ifMatch, version);
        switch (version.status()) {
            case DRAFT -> publishDraft(organization, version);
            case PUBLISHED -> {}
            case ARCHIVED ->
                throw ApiProblem.conflict(
                        "archived",
                        "Version " + version.version() + " is archived. Make a new draft from it, and publish that.");
        }
        return get(organization, id);
    }

    /**
     * What publishing would find.
     *
     * @throws ApiProblem 404
     */
    @Transactional(readOnly = true)
    Findings findings(UUID organization, UUID id) {
        return findings(organization, get(organization, id));
    }

    private Findings findings(UUID organization, WorkflowVersion version) {
        return Findings.in(version.document(), workspaces.of(organization, version.workflowId()));
    }

    private void publishDraft(UUID organization, WorkflowVersion draft) {
        Findings findings = findings(organization, draft);
        if (!findings.valid()) {
            throw ApiProblem.invalidConfiguration(findings.problems());
        }
        versions.archivePublished(draft.workflowId());
        versions.publish(draft.id(), now());
        projection.write(draft.id(), draft.document());
    }

    private void lockWorkflow(UUID organization, UUID workflow) {
        if (versions.lockWorkflow(organization, workflow).isEmpty()) {
            throw ApiProblem.notFound("workflow", workflow);
        }
    }

    private WorkflowVersion lock(UUID organization, UUID id) {
        return versions.lock(organization, id).orElseThrow(() -> ApiProblem.notFound("workflow version", id));
    }

    private WorkflowVersion add(UUID workflow, int number, JsonNode document) {
        WorkflowVersion draft = rows.insert(new WorkflowVersion(
                UUID.randomUUID(), workflow, number, VersionStatus.DRAFT, null, new StoredJson(document), 1, now()));
        projection.write(draft.id(), document);
        return draft;
    }

    /** To the microsecond, as PostgreSQL keeps it. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
