package dev.tandem.api.replay;

import dev.tandem.api.access.Access;
import dev.tandem.api.http.problem.ApiProblem;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Has a version's own model answer what the caller of a recorded call said. */
public interface ModelReplays {

    /**
     * Starts test calls on a version, and waits for them for some time.
     *
     * @param runs how many calls, 1 to 100
     * @throws ApiProblem 404, 409 while the call is active, 422 if calls could not follow the version, or the record
     *     hides what the caller said, 503 if Temporal does not answer
     */
    Started start(Access access, UUID call, UUID version, int runs) throws InterruptedException;

    /** @param ended whether all calls have ended */
    record Started(URI link, boolean ended, Report report) {}

    /**
     * What a version's model makes of a recorded call.
     *
     * @param run link to the run of the test calls
     * @param status running, passed (nothing differs), failed or cancelled
     * @param unfit what of the call the version does not have, such as a tool; then no call was made
     */
    record Report(String run, String status, List<String> unfit, List<Attempt> attempts) {}

    /**
     * One test call.
     *
     * @param attempt from 0
     * @param callId null: it has not begun, or is erased
     * @param divergences in the order of turns
     */
    record Attempt(int attempt, String status, @Nullable UUID callId, List<Differs> divergences) {}

    /**
     * Something that differs from the record.
     *
     * @param turn of the test call
     * @param expected what the recorded call did, as a clause
     * @param found what the test call did, as a clause
     * @param counterfactual whether it stands behind a turn that differed: the caller might have said something else
     */
    record Differs(int turn, String expected, String found, boolean counterfactual) {}
}
