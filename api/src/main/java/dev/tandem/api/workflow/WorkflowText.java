package dev.tandem.api.workflow;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks a workflow's name and description, and collects every fault. */
final class WorkflowText {

    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 10_000;

    private final List<Problem> problems = new ArrayList<>();

    /** Returns the name without the space around it. */
    String name(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty()) {
            problems.add(new Problem("required", "/name", "Give the workflow a name."));
        }
        if (stripped.chars().anyMatch(Character::isISOControl)) {
            problems.add(new Problem("invalid_text", "/name", "A name is one line without control characters."));
        }
        if (length(stripped) > MAX_NAME) {
            problems.add(new Problem("too_long", "/name", "A name has at most " + MAX_NAME + " characters."));
        }
        return stripped;
    }

    @Nullable String description(@Nullable String description) {
        if (description != null && length(description) > MAX_DESCRIPTION) {
            problems.add(new Problem(
                    "too_long", "/description", "A description has at most " + MAX_DESCRIPTION + " characters."));
        }
        return description;
    }

    /** Returns the description; null removes it. */
    @Nullable String description(JsonNode description) {
        if (description.isNull()) {
            return null;
        }
        if (!description.isString()) {
            problems.add(new Problem("wrong_type", "/description", "A description is a string, or null for none."));
            return null;
        }
        return description(description.stringValue());
    }

    /** @throws ApiProblem 422 if there were faults */
    void check() {
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
