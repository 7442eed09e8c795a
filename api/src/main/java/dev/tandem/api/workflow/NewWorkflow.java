package dev.tandem.api.workflow;

import dev.tandem.api.problem.ApiProblem;
import dev.tandem.workflows.graph.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request for a new workflow, as it came. */
record NewWorkflow(@Nullable String name, @Nullable String description) {

    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 10_000;

    record Checked(String name, @Nullable String description) {}

    /** @throws ApiProblem 422 with everything that is wrong with it */
    Checked checked() {
        List<Problem> problems = new ArrayList<>();
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty()) {
            problems.add(new Problem("required", "/name", "Give the workflow a name."));
        }
        if (stripped.chars().anyMatch(Character::isISOControl)) {
            problems.add(new Problem("invalid_text", "/name", "A name is one line without control characters."));
        }
        if (length(stripped) > MAX_NAME) {
            problems.add(new Problem("too_long", "/name", "A name has at most " + MAX_NAME + " characters."));
        }
        if (description != null && length(description) > MAX_DESCRIPTION) {
            problems.add(new Problem(
                    "too_long", "/description", "A description has at most " + MAX_DESCRIPTION + " characters."));
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return new Checked(stripped, description);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
