package dev.tandem.api.edge.idempotency;

import dev.tandem.api.http.problem.ApiProblem;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Makes the problems with which a repetition is refused. */
final class RepetitionRefusals {

    private RepetitionRefusals() {}

    static ApiProblem otherRequest() {
        return ApiProblem.of(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "This Idempotency-Key was used for another request. Give each request a key of its own.");
    }

    static ApiProblem alreadyDone() {
        return ApiProblem.conflict(
                "already-done",
                "The request with this Idempotency-Key was done. Its answer is not kept, because it is shown only once.");
    }

    static ApiProblem lost() {
        return ApiProblem.conflict(
                "outcome-unknown",
                "The process that did the request with this Idempotency-Key ended before it answered. Check whether"
                        + " the request took effect. If it did not, send it with another key.");
    }

    static ApiProblem inProgress() {
        return ApiProblem.later(
                HttpStatus.CONFLICT,
                "request-in-progress",
                "The request with this Idempotency-Key is being done. Ask again.",
                Duration.ofSeconds(1));
    }
}
