package dev.tandem.api.requirement;

import dev.tandem.api.access.Access;
import dev.tandem.api.http.problem.ApiProblem;
import java.util.Optional;
import java.util.UUID;

/** Starts the replay that a workflow requires, and knows a version's newest replay. */
public interface VersionReplays {

    /**
     * Starts the replay that the workflow requires, on a version as it is now.
     *
     * @return the link to the run; empty: the workflow requires none
     * @throws ApiProblem 404, 422 if calls could not follow the version, 503 if Temporal does not answer
     */
    Optional<String> startRequired(Access access, UUID workflow, UUID version);

    /** Returns whether the workflow requires a replay. */
    boolean isRequired(UUID organization, UUID workflow);

    /** Returns the link to the newest replay of a version. */
    Optional<String> latest(UUID organization, UUID version);
}
