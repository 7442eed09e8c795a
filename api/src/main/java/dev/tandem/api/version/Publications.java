package dev.tandem.api.version;

import dev.tandem.api.http.json.StoredJson;
import dev.tandem.api.http.precondition.EntityTag;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.projection.ProjectionWriter;
import dev.tandem.api.requirement.PublishOverrides;
import dev.tandem.api.requirement.RequiredTests;
import dev.tandem.api.workspace.CallWorkspaces;
import dev.tandem.workflows.call.api.ToolInquiry;
import dev.tandem.workflows.catalog.DiscoveredTool;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.document.WorkspaceNames;
import dev.tandem.workflows.gate.DiscoveredTools;
import dev.tandem.workflows.gate.DiscoveredTools.Asked;
import dev.tandem.workflows.gate.Workspace;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
    private final CallWorkspaces values;
    private final List<RequiredTests> required;
    private final PublishOverrides overrides;

    Publications(
            VersionRepository versions,
            ProjectionWriter projection,
            Workspaces workspaces,
            FrozenTools tools,
            CallWorkspaces values,
            List<RequiredTests> required,
            PublishOverrides overrides) {
        this.values = values;
        this.required = required;
        this.overrides = overrides;
        this.versions = versions;
        this.projection = projection;
        this.workspaces = workspaces;
        this.tools = tools;
    }

    /**
     * Returns what publishing would find.
     *
     * @param other a document in the place of the version's; null: the version's
     * @throws ApiProblem 404; 413, 422 if the other document is none
     */
    @Transactional(readOnly = true)
    Findings findings(UUID organization, UUID id, @Nullable JsonNode other) {
        WorkflowVersion version = find(organization, id);
        JsonNode document = other == null ? version.document() : Documents.complete(other);
        return Findings.in(document, workspace(organization, version));
    }

    /**
     * The tools of a draft whose servers are to be asked before it is published.
     *
     * @param pointers where each key's tool is in the document
     */
    record Unasked(ToolInquiry inquiry, Map<String, String> pointers) {}

    /**
     * Returns the tools of a version whose servers are to be asked; none unless it is a draft that could be published.
     *
     * @throws ApiProblem 404
     */
    @Transactional(readOnly = true)
    Unasked unasked(UUID organization, UUID id) {
        WorkflowVersion version = find(organization, id);
        List<Asked> asked = version.status() == VersionStatus.DRAFT
                ? DiscoveredTools.in(version.document(), workspace(organization, version))
                : List.of();
        Set<String> named = asked.stream()
                .flatMap(tool -> WorkspaceNames.in(tool.tool().config()).stream())
                .collect(Collectors.toSet());
        return new Unasked(
                new ToolInquiry(
                        asked.stream().collect(Collectors.toMap(Asked::key, Asked::tool)),
                        asked.isEmpty() ? WorkspaceValues.NONE : values.of(organization, version.workflowId(), named)),
                asked.stream().collect(Collectors.toMap(Asked::key, Asked::pointer)));
    }

    /**
     * Publishes a draft, and archives the version that was published before. Publishing a published version changes
     * nothing.
     *
     * @param found what the servers of its tools say of them
     * @param override of the required tests; null: they have to have passed
     * @throws ApiProblem 404, 409 if it is archived, 412, 422 that lists every reason against it
     */
    WorkflowVersion publish(
            UUID organization,
            UUID id,
            @Nullable String ifMatch,
            Map<String, DiscoveredTool> found,
            PublishOverrides.@Nullable Justification override) {
        UUID workflow = find(organization, id).workflowId();
        if (versions.lockWorkflow(organization, workflow).isEmpty()) {
            throw ApiProblem.notFound("workflow", workflow);
        }
        WorkflowVersion version = lock(organization, id);
        switch (version.status()) {
            case DRAFT -> {
                version.tag().check(ifMatch);
                publish(organization, version, found, override);
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

    /** A version, and its document as calls follow it: with its tools written out. */
    record WrittenOut(WorkflowVersion version, JsonNode document) {}

    /**
     * Returns a version's document as calls follow it, or would if the version were published now.
     *
     * @param found what the servers of a draft's tools say of them
     * @throws ApiProblem 404, 422 that lists every reason against it
     */
    @Transactional(readOnly = true)
    WrittenOut writtenOut(UUID organization, UUID id, Map<String, DiscoveredTool> found) {
        WorkflowVersion version = find(organization, id);
        if (version.status() != VersionStatus.DRAFT) {
            return new WrittenOut(version, tools.writtenOut(id));
        }
        Workspace workspace = asked(organization, version, found);
        return new WrittenOut(version, FrozenTools.writtenOut(version.document(), workspace));
    }

    private void publish(
            UUID organization,
            WorkflowVersion draft,
            Map<String, DiscoveredTool> found,
            PublishOverrides.@Nullable Justification override) {
        Workspace workspace = asked(organization, draft, found);
        JsonNode document = draft.document();
        requireTests(organization, draft, FrozenTools.writtenOut(document, workspace), override);
        projection.write(draft.id(), document);
        tools.freeze(draft.id(), document, workspace);
        versions.archivePublished(draft.workflowId());
        versions.publish(draft.id(), new StoredJson(document), Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    /** Refuses a draft that has not passed its tests as it is now, unless somebody answers for it. */
    private void requireTests(
            UUID organization,
            WorkflowVersion draft,
            JsonNode document,
            PublishOverrides.@Nullable Justification override) {
        String sha256 = Snapshots.sha256(document.toString());
        List<RequiredTests.Shortfall> shortfalls = required.stream()
                .flatMap(tests -> tests.shortfalls(organization, draft.workflowId(), draft.id(), sha256).stream())
                .toList();
        if (shortfalls.isEmpty()) {
            return;
        }
        if (override == null) {
            throw ApiProblem.requiredTests(shortfalls);
        }
        overrides.keep(draft.id(), override, shortfalls);
    }

    /** @throws ApiProblem 404 */
    @Transactional(readOnly = true)
    WorkflowVersion version(UUID organization, UUID id) {
        return find(organization, id);
    }

    /**
     * Returns the workspace of a draft that nothing speaks against, with what the servers of its tools say.
     *
     * @throws ApiProblem 422 that lists every reason against it
     */
    private Workspace asked(UUID organization, WorkflowVersion draft, Map<String, DiscoveredTool> found) {
        Workspace unasked = workspace(organization, draft);
        requireAsked(DiscoveredTools.in(draft.document(), unasked), found);
        Workspace workspace = unasked.with(found);
        Findings findings = Findings.in(draft.document(), workspace);
        if (!findings.valid()) {
            throw ApiProblem.invalidConfiguration(findings.problems());
        }
        return workspace;
    }

    /** Refuses a draft that was changed after the servers of its tools were asked. */
    private static void requireAsked(List<Asked> tools, Map<String, DiscoveredTool> found) {
        List<Problem> unknown = tools.stream()
                .filter(tool -> !found.containsKey(tool.key()))
                .map(tool -> new Problem(
                        "tool_not_discovered",
                        tool.pointer(),
                        "This tool came into the document while it was published; publish it again."))
                .toList();
        if (!unknown.isEmpty()) {
            throw ApiProblem.invalidConfiguration(unknown);
        }
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
