package dev.tandem.api.edge.ratelimit;

import dev.tandem.api.access.Access;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.http.problem.ProblemAnswers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits the requests of each key, or person. It runs when the sender is known, and before the body is read. */
final class CallerLimit extends OncePerRequestFilter {

    private final ProblemAnswers answers;
    private final RateLimit limit;
    private final Counter refused;

    CallerLimit(ProblemAnswers answers, MeterRegistry meters, RateLimit limit) {
        this.answers = answers;
        this.limit = limit;
        refused = meters.counter("tandem.requests.limited", "by", "caller");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Duration wait =
                Access.of(request).map(access -> limit.take(access.caller())).orElse(Duration.ZERO);
        if (wait.isPositive()) {
            refused.increment();
            answers.answer(request, response, tooMany(wait));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static ApiProblem tooMany(Duration wait) {
        return ApiProblem.later(
                HttpStatus.TOO_MANY_REQUESTS,
                "rate-limited",
                "This key has sent too many requests in a short time. Send fewer, or spread them out.",
                wait);
    }
}
