package dev.tandem.api.version;

import dev.tandem.api.problem.ApiProblem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A version's entity tag, and the precondition on it (RFC 9110, 13.1.1). */
final class EntityTags {

    private EntityTags() {}

    static String of(WorkflowVersion version) {
        return "\"" + version.revision() + "\"";
    }

    /** @throws ApiProblem 412 if the version is no longer what the sender has seen */
    static void check(@Nullable String ifMatch, WorkflowVersion version) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        String current = of(version);
        if (Arrays.stream(ifMatch.split(",")).map(String::strip).noneMatch(current::equals)) {
            throw ApiProblem.of(
                    HttpStatus.PRECONDITION_FAILED,
                    "stale",
                    "The version has changed since: its ETag is " + current
                            + ". Read it again, and repeat the change.");
        }
    }
}
