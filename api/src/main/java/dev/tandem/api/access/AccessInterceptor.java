package dev.tandem.api.access;

import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.http.problem.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Asks for a key, and its role, wherever a controller of this application answers. It goes by the controller: a path
 * can be written in more ways than a pattern knows. What is no controller's, but looks like the API's, is as closed.
 */
@Component
class AccessInterceptor implements HandlerInterceptor {

    private static final String SCHEME = "Bearer ";

    private final Credentials credentials;
    private final Administrator administrator;

    AccessInterceptor(Credentials credentials, Administrator administrator) {
        this.credentials = credentials;
        this.administrator = administrator;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && AccessRule.governs(method)) {
            apply(AccessRule.of(method), request);
        } else if (request.getRequestURI().startsWith("/api/")) {
            access(request);
        }
        return true;
    }

    private void apply(AccessRule rule, HttpServletRequest request) {
        switch (rule) {
            case AccessRule.RoleOnly(Role needed) -> require(needed, access(request));
            case AccessRule.AdministratorOnly() ->
                administrator.require(bearer(request).orElseThrow(AccessInterceptor::unauthorized));
            case AccessRule.Everybody() -> {}
            case AccessRule.Missing() ->
                throw new IllegalStateException("the process does not start with such a route");
        }
    }

    private Access access(HttpServletRequest request) {
        Access access = bearer(request).flatMap(credentials::access).orElseThrow(AccessInterceptor::unauthorized);
        request.setAttribute(Access.class.getName(), access);
        Tenant.ofRequest(request, access.organization());
        return access;
    }

    private static void require(Role needed, Access access) {
        if (!access.permits(needed)) {
            throw ApiProblem.of(
                    HttpStatus.FORBIDDEN,
                    "forbidden",
                    "This needs the role " + needed.wireName() + "; yours is "
                            + access.roles().stream()
                                    .map(Role::wireName)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ". Use a key that has it.");
        }
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
    }

    private static ApiProblem unauthorized() {
        return ApiProblem.of(
                HttpStatus.UNAUTHORIZED,
                "unauthorized",
                "Send an API key that is valid: Authorization: Bearer tdm_… (the first one was printed at the first"
                        + " start, or is TANDEM_BOOTSTRAP_KEY), or a token of an issuer that is known here.");
    }
}
