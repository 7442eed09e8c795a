package dev.tandem.api.version;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.DocumentSchema;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.gate.LibraryTools;
import dev.tandem.workflows.gate.Workspace;
import dev.tandem.workflows.graph.AgentGraph;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Reads versions, drafts too, as calls would follow them. */
@Service
@Transactional(readOnly = true)
public class VersionGraphs {

    private final VersionRepository versions;
    private final PublishedVersions published;
    private final Workspaces workspaces;
    private final FrozenTools tools;

    VersionGraphs(VersionRepository versions, PublishedVersions published, Workspaces workspaces, FrozenTools tools) {
        this.versions = versions;
        this.published = published;
        this.workspaces = workspaces;
        this.tools = tools;
    }

    /**
     * A version as calls follow it.
     *
     * @param document with its tools of the library written out
     */
    public record Whole(WorkflowVersion version, JsonNode document) {

        public AgentGraph graph() {
            return GraphDocument.load(document);
        }
    }

    /**
     * Returns a version with the frozen document that a test followed, or with its own.
     *
     * @param snapshot SHA-256 of the frozen document; null: the version's own document
     * @throws ApiProblem 404, 422 that lists every reason why calls could not follow a draft
     */
    public Whole get(UUID organization, UUID id, @Nullable String snapshot) {
        if (snapshot == null) {
            return get(organization, id);
        }
        WorkflowVersion version = version(organization, id);
        return published
                .find(id, snapshot)
                .map(loaded -> new Whole(version, loaded.document()))
                .orElseThrow(() -> ApiProblem.notFound("frozen document of a test", snapshot));
    }

    private WorkflowVersion version(UUID organization, UUID id) {
        return versions.find(organization, id).orElseThrow(() -> ApiProblem.notFound("workflow version", id));
    }

    /**
     * Returns a version. Servers of tools are not asked: a draft's tools that only their servers describe take anything.
     *
     * @throws ApiProblem 404, 422 that lists every reason why calls could not follow a draft
     */
    public Whole get(UUID organization, UUID id) {
        WorkflowVersion version = version(organization, id);
        if (version.status() != VersionStatus.DRAFT) {
            return new Whole(version, published.find(id, null).orElseThrow().document());
        }
        Workspace workspace = tools.with(workspaces.of(organization, version.workflowId()), id);
        Findings findings = Findings.in(version.document(), workspace);
        if (!findings.valid()) {
            throw ApiProblem.invalidConfiguration(findings.problems());
        }
        return new Whole(
                version, LibraryTools.writtenOut(DocumentSchema.current(version.document()), workspace.tools()));
    }
}
