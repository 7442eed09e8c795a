package dev.tandem.api.workspace;

import dev.tandem.api.http.problem.ApiProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The request for another value, not checked yet. */
record NewValue(@Nullable JsonNode value) {

    /** @throws ApiProblem 422 if a variable of this kind cannot hold it */
    JsonNode checked(boolean isSecret) {
        var misfit =
                isSecret ? WorkspaceVariableLimits.secretMisfit(value) : WorkspaceVariableLimits.settingMisfit(value);
        if (value == null || misfit.isPresent()) {
            throw ApiProblem.invalidRequest(misfit.map(List::of).orElse(List.of()));
        }
        return value;
    }

    /** Leaves the value out, because requests are logged when somebody looks for a fault. */
    @Override
    public String toString() {
        return "NewValue[]";
    }
}
