package dev.tandem.api.edge.ratelimit;

import dev.tandem.api.access.Access;
import dev.tandem.api.http.problem.ApiProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** So many requests a second for each key, or person. */
@Component
class CallerLimit implements HandlerInterceptor {

    private final RateLimit limit;
    private final Counter refused;

    CallerLimit(
            @Value("${tandem.rate-limit.requests-per-second}") int perSecond,
            @Value("${tandem.rate-limit.burst}") int burst,
            MeterRegistry meters) {
        limit = new RateLimit(burst, perSecond, Duration.ofSeconds(1));
        refused = meters.counter("tandem.requests.limited", "by", "caller");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(Access.class.getName()) instanceof Access access) {
            Duration wait = limit.take(access.caller());
            if (wait.isPositive()) {
                refused.increment();
                throw ApiProblem.later(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "rate-limited",
                        "This key has sent more requests than it may in so short a time. Send fewer, or spread them.",
                        wait);
            }
        }
        return true;
    }
}
