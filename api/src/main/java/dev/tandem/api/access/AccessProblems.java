package dev.tandem.api.access;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.http.problem.ProblemAnswers;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;

/** Answers what the filter chain refuses with the problem details of the API. */
@Component
class AccessProblems implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {

    private final ProblemAnswers answers;

    AccessProblems(ProblemAnswers answers) {
        this.answers = answers;
    }

    /** Answers a request that shows nothing. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException nothing)
            throws ServletException {
        answers.answer(request, response, unauthorized());
    }

    /** Answers a request that shows something which opens nothing, or which cannot be checked. */
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws ServletException {
        Exception answer = switch (failure) {
            case RefusedCredentials refused -> refused.problem();
            case InternalAuthenticationServiceException failed
            when failed.getCause() instanceof Exception cause -> cause;
            default -> unauthorized();
        };
        answers.answer(request, response, answer);
    }

    /** Answers a request whose sender may not send it, or which no route answers. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws ServletException {
        answers.answer(
                request,
                response,
                denied instanceof AuthorizationDeniedException decided
                                && decided.getAuthorizationResult()
                                        instanceof RouteAuthorization.Denial(Exception failure)
                        ? failure
                        : denied);
    }

    private static ApiProblem unauthorized() {
        return ApiProblem.of(
                HttpStatus.UNAUTHORIZED,
                "unauthorized",
                "Send a valid API key, Authorization: Bearer tdm_…, or a token of an issuer that this installation knows."
                        + " The first key was printed at the first start, or is TANDEM_BOOTSTRAP_KEY.");
    }
}
