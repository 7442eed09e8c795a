package dev.tandem.api.testing;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A line of a test.
 *
 * @param message null: only start, or say how the test stands
 * @param testSessionId null: start a test
 * @param lineId the same line twice has the same one, and is heard once; null: it is another line
 * @param hangUp true: the caller hangs up instead
 * @param variables given at the start
 * @param tools {@code real}, or mocks by the tool's name; null: each tool is refused
 * @param now time of the call's clock at the start; null: the real time
 */
public record TestLine(
        @Nullable String message,
        @Nullable UUID testSessionId,
        @Nullable String lineId,
        @Nullable Boolean hangUp,
        @Nullable Map<String, JsonNode> variables,
        @Nullable JsonNode tools,
        @Nullable Instant now) {

    /** Most characters of a line, as for any caller. */
    private static final int LINE = 4_000;

    boolean hangsUp() {
        return Boolean.TRUE.equals(hangUp);
    }

    /** @throws ApiProblem 422 that lists every fault */
    TestLine checked() {
        List<Problem> problems = new ArrayList<>();
        if (message != null && (message.isBlank() || message.length() > LINE)) {
            problems.add(
                    new Problem("invalid_value", "/message", "A line has words, and at most " + LINE + " characters."));
        }
        if (lineId != null && (lineId.isBlank() || lineId.length() > 200)) {
            problems.add(new Problem("invalid_value", "/line_id", "An id has 1 to 200 characters."));
        }
        if (hangsUp() && (message != null || testSessionId == null)) {
            problems.add(new Problem(
                    "invalid_value", "/hang_up", "Hang up in a request with test_session_id and no message."));
        }
        if (testSessionId != null && (variables != null || tools != null || now != null)) {
            problems.add(new Problem(
                    "invalid_value",
                    "/test_session_id",
                    "variables, tools and now belong to the start of a test; this one has started."));
        }
        if (now != null && (now.isBefore(Instant.EPOCH) || now.isAfter(Instant.parse("2100-01-01T00:00:00Z")))) {
            problems.add(new Problem("invalid_value", "/now", "The clock shows a time between 1970 and 2100."));
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return this;
    }
}
