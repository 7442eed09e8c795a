package dev.tandem.api.workspace;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The request for a new workspace variable, not checked yet.
 *
 * @param workflowId the workflow that owns it; null if the whole organization does
 */
record NewWorkspaceVariable(
        @Nullable String name,
        @Nullable UUID workflowId,
        @Nullable Boolean isSecret,
        @Nullable JsonNode value) {

    record Checked(String name, @Nullable UUID workflowId, boolean isSecret, JsonNode value) {

        @Override
        public String toString() {
            return "Checked[" + name + "]";
        }
    }

    /** @throws ApiProblem 422 that lists every fault */
    Checked checked() {
        List<Problem> problems = new ArrayList<>();
        String checkedName = VariableName.checked(name, problems);
        boolean secret = Boolean.TRUE.equals(isSecret);
        (secret ? WorkspaceVariableLimits.secretMisfit(value) : WorkspaceVariableLimits.settingMisfit(value))
                .ifPresent(problems::add);
        if (value == null || !problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return new Checked(checkedName, workflowId, secret, value);
    }

    /** Leaves the value out, because requests are logged when somebody looks for a fault. */
    @Override
    public String toString() {
        return "NewWorkspaceVariable[" + name + "]";
    }
}
