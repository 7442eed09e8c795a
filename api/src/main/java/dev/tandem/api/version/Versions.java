package dev.tandem.api.version;

import dev.tandem.api.http.problem.ApiProblem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the versions of an organization's workflows. */
@Service
@Transactional(readOnly = true)
public class Versions {

    private final VersionRepository versions;

    Versions(VersionRepository versions) {
        this.versions = versions;
    }

    /** @throws ApiProblem 404 */
    public WorkflowVersion get(UUID organization, UUID id) {
        return versions.find(organization, id).orElseThrow(() -> ApiProblem.notFound("workflow version", id));
    }

    /**
     * Returns the version that answers new calls of a workflow.
     *
     * @throws ApiProblem 404, 409 if none is published
     */
    public WorkflowVersion answering(UUID organization, UUID workflow) {
        if (!versions.workflowExists(organization, workflow)) {
            throw ApiProblem.notFound("workflow", workflow);
        }
        return versions.published(organization, workflow)
                .orElseThrow(() -> ApiProblem.conflict(
                        "not-published", "No version of this workflow is published: publish one first."));
    }

    /** Returns the latest draft and the published version of each workflow, if it has them. */
    public List<VersionSummary> current(List<UUID> workflows) {
        return workflows.isEmpty() ? List.of() : versions.current(workflows);
    }

    /**
     * Lists versions, newest first.
     *
     * @param status null for any
     * @param before number of a version
     * @throws ApiProblem 404
     */
    List<VersionSummary> page(UUID organization, UUID workflow, @Nullable VersionStatus status, int before, int limit) {
        if (!versions.workflowExists(organization, workflow)) {
            throw ApiProblem.notFound("workflow", workflow);
        }
        return versions.page(workflow, status == null ? "" : status.wireName(), before, limit);
    }
}
