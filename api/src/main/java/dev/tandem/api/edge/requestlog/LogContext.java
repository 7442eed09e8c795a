package dev.tandem.api.edge.requestlog;

import dev.tandem.api.access.Access;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Adds a request's organization and call to everything that is logged for it. */
@Component
class LogContext implements HandlerInterceptor {

    private static final String CALLS = "/api/calls/{id}";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Access.of(request)
                .ifPresent(access ->
                        MDC.put(LogFields.ORGANIZATION, access.organization().toString()));
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (String.valueOf(route).startsWith(CALLS)
                && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                && variables.get("id") instanceof String call
                && call.length() <= 36) {
            MDC.put(LogFields.CALL, call);
        }
        return true;
    }
}
