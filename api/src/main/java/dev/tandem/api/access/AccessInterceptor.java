package dev.tandem.api.access;

import dev.tandem.api.problem.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Asks for a key wherever a controller of this application answers. It goes by the controller: a path can be written in
 * more ways than a pattern knows. What is no controller's, but looks like the API's, is as closed.
 */
@Component
class AccessInterceptor implements HandlerInterceptor {

    private static final String SCHEME = "Bearer ";

    private final Keys keys;

    AccessInterceptor(Keys keys) {
        this.keys = keys;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isOurs(handler) || request.getRequestURI().startsWith("/api/")) {
            Access access = bearer(request.getHeader(HttpHeaders.AUTHORIZATION))
                    .flatMap(ApiKey::parse)
                    .flatMap(keys::access)
                    .orElseThrow(AccessInterceptor::unauthorized);
            request.setAttribute(Access.class.getName(), access);
        }
        return true;
    }

    private static boolean isOurs(Object handler) {
        return handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith("dev.tandem.")
                && !ErrorController.class.isAssignableFrom(method.getBeanType());
    }

    private static Optional<String> bearer(@Nullable String header) {
        return Optional.ofNullable(header)
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
    }

    private static ApiProblem unauthorized() {
        return ApiProblem.of(
                HttpStatus.UNAUTHORIZED,
                "unauthorized",
                "Send an API key that is valid: Authorization: Bearer tdm_… (the first one was printed at the first"
                        + " start, or is TANDEM_BOOTSTRAP_KEY).");
    }
}
