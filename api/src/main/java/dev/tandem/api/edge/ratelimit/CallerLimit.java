package dev.tandem.api.edge.ratelimit;

import dev.tandem.api.access.Access;
import dev.tandem.api.http.problem.ProblemAnswers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits the requests of each key, or person. It runs when the sender is known, and before the body is read. */
final class CallerLimit extends OncePerRequestFilter {

    private final RateLimit limit;
    private final TooManyRequests refusal;

    CallerLimit(ProblemAnswers answers, MeterRegistry meters, RateLimit limit) {
        this.limit = limit;
        this.refusal = new TooManyRequests(
                answers,
                meters,
                "caller",
                "This key has sent too many requests in a short time. Send fewer, or spread them out.");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Duration wait =
                Access.of(request).map(access -> limit.take(access.caller())).orElse(Duration.ZERO);
        if (wait.isPositive()) {
            refusal.answer(request, response, wait);
        } else {
            chain.doFilter(request, response);
        }
    }
}
