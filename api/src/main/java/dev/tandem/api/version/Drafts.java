package dev.tandem.api.version;

import dev.tandem.api.http.json.DocumentSizeLimit;
import dev.tandem.api.http.json.StoredJson;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.projection.ProjectionWriter;
import dev.tandem.workflows.document.DocumentSchema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes drafts and changes them. */
@Service
@Transactional
public class Drafts {

    private final VersionRepository versions;
    private final JdbcAggregateOperations rows;
    private final ProjectionWriter projection;
    private final FrozenTools tools;

    Drafts(VersionRepository versions, JdbcAggregateOperations rows, ProjectionWriter projection, FrozenTools tools) {
        this.versions = versions;
        this.rows = rows;
        this.projection = projection;
        this.tools = tools;
    }

    /** Adds the empty draft with which a new workflow starts. */
    public void addFirst(UUID workflow) {
        ObjectNode empty = JsonNodeFactory.instance.objectNode().put("schema_version", DocumentSchema.VERSION);
        empty.putArray("agents");
        add(workflow, 1, empty);
    }

    /**
     * @param fromVersion number of the version to copy; null for the latest
     * @throws ApiProblem 404 if there is no such workflow, or no such version of it
     */
    WorkflowVersion add(UUID organization, UUID workflow, @Nullable Integer fromVersion) {
        if (versions.lockWorkflow(organization, workflow).isEmpty()) {
            throw ApiProblem.notFound("workflow", workflow);
        }
        WorkflowVersion latest = versions.latest(workflow).orElseThrow();
        WorkflowVersion source = fromVersion == null
                ? latest
                : versions.numbered(workflow, fromVersion)
                        .orElseThrow(
                                () -> ApiProblem.notFound("version of this workflow with the number", fromVersion));
        WorkflowVersion draft = add(workflow, latest.version() + 1, source.document());
        tools.keep(draft.id(), source.id());
        return draft;
    }

    /**
     * Changes a draft's configuration. Changes happen one after the other, each to the result of the one before.
     *
     * @throws ApiProblem 404, 409 if it is not a draft, 412 if it has changed since, 413 if it became too large
     */
    WorkflowVersion change(UUID organization, UUID id, @Nullable String ifMatch, UnaryOperator<JsonNode> change) {
        WorkflowVersion version =
                versions.lock(organization, id).orElseThrow(() -> ApiProblem.notFound("workflow version", id));
        version.tag().check(ifMatch);
        if (version.status() != VersionStatus.DRAFT) {
            throw ApiProblem.conflict(
                    "not-a-draft",
                    "Version " + version.version() + " is " + version.status().wireName()
                            + ": it cannot be changed. Make a new draft from it.");
        }
        JsonNode document = Documents.complete(change.apply(version.document()));
        DocumentSizeLimit.check(document);
        versions.save(id, new StoredJson(document));
        projection.write(id, document);
        return versions.find(organization, id).orElseThrow();
    }

    private WorkflowVersion add(UUID workflow, int number, JsonNode document) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        WorkflowVersion draft = rows.insert(new WorkflowVersion(
                UUID.randomUUID(), workflow, number, VersionStatus.DRAFT, null, new StoredJson(document), 1, now));
        projection.write(draft.id(), document);
        return draft;
    }
}
