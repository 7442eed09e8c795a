package dev.tandem.api.edge.requestlog;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives each request an id, or takes the sender's own, and logs one event for its answer, without bodies, queries and
 * keys.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestIds extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";

    private static final Logger log = LoggerFactory.getLogger(RequestIds.class);
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = id(request.getHeader(HEADER));
        response.setHeader(HEADER, id);
        long started = System.nanoTime();
        MDC.put(LogFields.REQUEST, id);
        try {
            chain.doFilter(request, response);
            if (request.getRequestURI().startsWith("/api/")) {
                log(request, response, System.nanoTime() - started);
            }
        } finally {
            LogFields.clear();
        }
    }

    private static String id(@Nullable String sent) {
        return sent != null && FORM.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }

    /** Logs the route instead of the path, because a path may contain anything. */
    private static void log(HttpServletRequest request, HttpServletResponse response, long nanos) {
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        log.atInfo()
                .addKeyValue("method", request.getMethod())
                .addKeyValue("route", route == null ? "none" : route)
                .addKeyValue("status", response.getStatus())
                .addKeyValue("ms", nanos / 1_000_000)
                .log("answered");
    }
}
