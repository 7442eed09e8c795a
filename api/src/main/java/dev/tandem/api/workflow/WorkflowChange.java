package dev.tandem.api.workflow;

import dev.tandem.api.http.problem.ApiProblem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A checked merge patch (RFC 7396) of a workflow's metadata. */
record WorkflowChange(@Nullable String name, Description description) {

    /** Says what happens to the description. */
    sealed interface Description {

        record Stays() implements Description {}

        /** @param text null removes the description */
        record Becomes(@Nullable String text) implements Description {}
    }

    /** @throws ApiProblem 422 that lists every fault */
    static WorkflowChange of(@Nullable String name, @Nullable JsonNode description) {
        WorkflowText text = new WorkflowText();
        String checkedName = name == null ? null : text.name(name);
        Description change = description == null || description.isMissingNode()
                ? new Description.Stays()
                : new Description.Becomes(text.description(description));
        text.check();
        return new WorkflowChange(checkedName, change);
    }

    String nameOf(Workflow before) {
        return name == null ? before.name() : name;
    }

    @Nullable String descriptionOf(Workflow before) {
        return switch (description) {
            case Description.Stays() -> before.description();
            case Description.Becomes(String text) -> text;
        };
    }
}
