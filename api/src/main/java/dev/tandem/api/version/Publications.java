package dev.tandem.api.version;

import dev.tandem.api.http.json.StoredJson;
import dev.tandem.api.http.precondition.EntityTag;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.gate.Workspace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Publishes and archives versions. */
@Service
@Transactional
class Publications {

    private final VersionRepository versions;
    private final ProjectionWriter projection;
    private final Workspaces workspaces;
    private final FrozenTools tools;

    Publications(VersionRepository versions, ProjectionWriter projection, Workspaces workspaces, FrozenTools tools) {
        this.versions = versions;
        this.projection = projection;
        this.workspaces = workspaces;
        this.tools = tools;
    }

    /**
     * Returns what publishing would find.
     *
     * @throws ApiProblem 404
     */
    @Transactional(readOnly = true)
    Findings findings(UUID organization, UUID id) {
        WorkflowVersion version = find(organization, id);
        return Findings.in(version.document(), workspace(organization, version));
    }

    /**
     * Publishes a draft, and archives the version that was published before. Publishing a published version changes
     * nothing.
     *
     * @throws ApiProblem 404, 409 if it is archived, 412, 422 that lists every reason against it
     */
    WorkflowVersion publish(UUID organization, UUID id, @Nullable String ifMatch) {
        UUID workflow = find(organization, id).workflowId();
        if (versions.lockWorkflow(organization, workflow).isEmpty()) {
            throw ApiProblem.notFound("workflow", workflow);
        }
        WorkflowVersion version = lock(organization, id);
        switch (version.status()) {
            case DRAFT -> {
                version.tag().check(ifMatch);
                publish(organization, version);
            }
            case PUBLISHED -> version.tag().checkRepeated(ifMatch, before(version));
            case ARCHIVED -> {
                version.tag().check(ifMatch);
                throw ApiProblem.conflict(
                        "archived",
                        "Version " + version.version() + " is archived. Make a new draft from it, and publish that.");
            }
        }
        return lock(organization, id);
    }

    /**
     * Takes a version out of service. Calls that started with it go on, and new ones are refused.
     *
     * @throws ApiProblem 404, 409 if it is a draft, 412
     */
    WorkflowVersion archive(UUID organization, UUID id, @Nullable String ifMatch) {
        WorkflowVersion version = lock(organization, id);
        switch (version.status()) {
            case DRAFT ->
                throw ApiProblem.conflict(
                        "not-published",
                        "Version " + version.version() + " is a draft: it is not in service. Publish it first.");
            case PUBLISHED -> {
                version.tag().check(ifMatch);
                versions.archive(id);
            }
            case ARCHIVED -> version.tag().checkRepeated(ifMatch, before(version));
        }
        return lock(organization, id);
    }

    private void publish(UUID organization, WorkflowVersion draft) {
        Workspace workspace = workspace(organization, draft);
        JsonNode document = draft.document();
        Findings findings = Findings.in(document, workspace);
        if (!findings.valid()) {
            throw ApiProblem.invalidConfiguration(findings.problems());
        }
        projection.write(draft.id(), document);
        tools.freeze(draft.id(), document, workspace.tools());
        versions.archivePublished(draft.workflowId());
        versions.publish(draft.id(), new StoredJson(document), Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    private Workspace workspace(UUID organization, WorkflowVersion version) {
        return tools.with(workspaces.of(organization, version.workflowId()), version.id());
    }

    /** Returns the tag of the state before: each publication and each archival counts one. */
    private static EntityTag before(WorkflowVersion version) {
        return EntityTag.ofRevision(version.revision() - 1);
    }

    private WorkflowVersion lock(UUID organization, UUID id) {
        return versions.lock(organization, id).orElseThrow(() -> ApiProblem.notFound("workflow version", id));
    }

    private WorkflowVersion find(UUID organization, UUID id) {
        return versions.find(organization, id).orElseThrow(() -> ApiProblem.notFound("workflow version", id));
    }
}
