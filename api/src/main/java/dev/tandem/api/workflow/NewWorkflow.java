package dev.tandem.api.workflow;

import dev.tandem.api.http.problem.ApiProblem;
import org.jspecify.annotations.Nullable;

/** The request for a new workflow, not checked yet. */
record NewWorkflow(@Nullable String name, @Nullable String description) {

    record Checked(String name, @Nullable String description) {}

    /** @throws ApiProblem 422 that lists every fault */
    Checked checked() {
        WorkflowText text = new WorkflowText();
        Checked checked = new Checked(text.name(name == null ? "" : name), text.description(description));
        text.check();
        return checked;
    }
}
