package dev.tandem.api.workspace;

import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.workspace.WorkspaceVariableRows.Content;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.workspace.DataKey;
import dev.tandem.workflows.workspace.SealedSecret;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Manages an organization's workspace variables. Nothing here gives a secret back. */
@Service
@Transactional
class WorkspaceVariables {

    /**
     * Most bytes of all variables of a workflow, and of all variables of the organization. A call carries both through
     * Temporal.
     */
    private static final long MOST_BYTES = 128 * 1024;

    private final WorkspaceVariableRows rows;
    private final VariableUses uses;
    private final DataKeys keys;

    WorkspaceVariables(WorkspaceVariableRows rows, VariableUses uses, DataKeys keys) {
        this.rows = rows;
        this.uses = uses;
        this.keys = keys;
    }

    /** @throws ApiProblem 404 */
    @Transactional(readOnly = true)
    WorkspaceVariable get(UUID organization, UUID id) {
        return rows.find(organization, id).orElseThrow(() -> ApiProblem.notFound("workspace variable", id));
    }

    @Transactional(readOnly = true)
    List<WorkspaceVariable> page(UUID organization, @Nullable UUID workflow, Cursor cursor, int limit) {
        return rows.page(organization, workflow, cursor, limit);
    }

    /** @throws ApiProblem 409 if the name is taken or there is too much, 422, 503 for a secret without a master key */
    WorkspaceVariable add(UUID organization, NewWorkspaceVariable.Checked variable) {
        UUID workflow = variable.workflowId();
        if (workflow != null && !uses.workflowExists(organization, workflow)) {
            throw ApiProblem.invalidRequest(
                    List.of(new Problem("unknown_workflow", "/workflow_id", "There is no such workflow.")));
        }
        if (uses.nameIsOfOtherKind(organization, variable.name(), variable.isSecret())) {
            throw ApiProblem.conflict(
                    "name-taken",
                    "Another variable " + variable.name() + " of this organization is "
                            + (variable.isSecret() ? "a setting" : "a secret")
                            + ": a name is one or the other everywhere. Choose another name.");
        }
        UUID id = UUID.randomUUID();
        try {
            rows.insert(
                    id,
                    organization,
                    variable,
                    variable.isSecret()
                            ? sealed(organization, workflow, variable.name(), variable.value())
                            : open(variable.value()));
        } catch (DuplicateKeyException taken) {
            throw ApiProblem.conflict(
                    "name-taken",
                    "There is a variable " + variable.name() + " here already: change its value instead.");
        }
        checkRoom(organization, workflow);
        return get(organization, id);
    }

    /** @throws ApiProblem 404, 409 if there is too much, 422, 503 for a secret without a master key */
    WorkspaceVariable change(UUID organization, UUID id, NewValue change) {
        WorkspaceVariable variable = get(organization, id);
        JsonNode value = change.checked(variable.isSecret());
        rows.update(
                id,
                variable.isSecret()
                        ? sealed(organization, variable.workflowId(), variable.name(), value)
                        : open(value));
        checkRoom(organization, variable.workflowId());
        return get(organization, id);
    }

    /** @throws ApiProblem 404, 409 while a published version names it */
    void delete(UUID organization, UUID id) {
        WorkspaceVariable variable = get(organization, id);
        uses.publishedIn(organization, variable).ifPresent(workflow -> {
            throw ApiProblem.conflict(
                    "in-use",
                    "The published version of \"" + workflow + "\" names " + variable.name()
                            + ": publish one without it first, or change its value.");
        });
        rows.delete(id);
    }

    private static Content open(JsonNode value) {
        return new Content(value.toString(), null, null);
    }

    private Content sealed(UUID organization, @Nullable UUID workflow, String name, JsonNode value) {
        DataKey key = keys.open(organization);
        SealedSecret secret = key.seal(name, scope(workflow), value.stringValue());
        return new Content(null, secret.sealed(), UUID.fromString(key.id()));
    }

    static String scope(@Nullable UUID workflow) {
        return workflow == null ? "" : workflow.toString();
    }

    private void checkRoom(UUID organization, @Nullable UUID workflow) {
        if (uses.bytes(organization, workflow) > MOST_BYTES) {
            throw ApiProblem.conflict(
                    "too-many-variables",
                    "The variables of one workflow, and those of the whole organization, may have " + MOST_BYTES
                            + " bytes together: delete some, or shorten them.");
        }
    }
}
