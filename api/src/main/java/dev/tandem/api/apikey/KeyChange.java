package dev.tandem.api.apikey;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.http.text.Names;
import dev.tandem.workflows.document.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request to change a key, not checked yet. A field that is null stays as it is. */
record KeyChange(@Nullable String name, @Nullable Instant expiresAt) {

    /** @throws ApiProblem 422 that lists every fault */
    KeyChange checked() {
        List<Problem> problems = new ArrayList<>();
        String checkedName = name == null ? null : Names.checked(name, problems);
        Expiry.check(expiresAt, problems);
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return new KeyChange(checkedName, expiresAt);
    }
}
