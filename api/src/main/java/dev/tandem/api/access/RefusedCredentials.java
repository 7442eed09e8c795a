package dev.tandem.api.access;

import dev.tandem.api.http.problem.ApiProblem;
import org.springframework.security.core.AuthenticationException;

/** Credentials that are refused with a problem detail of their own. */
final class RefusedCredentials extends AuthenticationException {

    private final ApiProblem problem;

    RefusedCredentials(ApiProblem problem) {
        super("refused", problem);
        this.problem = problem;
    }

    ApiProblem problem() {
        return problem;
    }
}
