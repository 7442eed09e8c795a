package dev.tandem.api.edge.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tandem.api.access.Access;
import dev.tandem.api.access.WithoutKey;
import dev.tandem.api.http.problem.ApiProblem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * So many failed tries to authenticate for each address. Whoever has been let in of late is not held up by a neighbour
 * who guesses: behind a proxy all have one address. Nor is whoever needs no key (LiveKit signs each webhook anew).
 */
@Component
class FailedKeys implements HandlerInterceptor {

    private static final Duration OF_LATE = Duration.ofMinutes(10);
    private static final int MAX_KNOWN = 10_000;

    private final RateLimit limit;
    private final Counter refused;
    private final Cache<String, Boolean> known = Caffeine.newBuilder()
            .maximumSize(MAX_KNOWN)
            .expireAfterWrite(OF_LATE)
            .build();

    FailedKeys(
            @Value("${tandem.rate-limit.failed-keys-per-minute}") int perMinute,
            @Value("${tandem.rate-limit.failed-keys-burst}") int burst,
            MeterRegistry meters) {
        limit = new RateLimit(burst, perMinute, Duration.ofMinutes(1));
        refused = meters.counter("tandem.requests.limited", "by", "address");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String credentials = credentials(request, handler);
        if (credentials != null && known.getIfPresent(hash(credentials)) == null) {
            Duration wait = limit.look(request.getRemoteAddr());
            if (wait.isPositive()) {
                refused.increment();
                throw ApiProblem.later(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "rate-limited",
                        "From this address too many requests came without a valid key. Try again later, with one.",
                        wait);
            }
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        String credentials = credentials(request, handler);
        if (credentials == null) {
            return;
        }
        if (request.getAttribute(Access.class.getName()) != null) {
            known.put(hash(credentials), true);
        } else if (response.getStatus() == HttpStatus.UNAUTHORIZED.value()) {
            limit.take(request.getRemoteAddr());
        }
    }

    /** What the request authenticates with, where that is a key; null: none is asked for, or given. */
    private static @Nullable String credentials(HttpServletRequest request, Object handler) {
        boolean open = handler instanceof HandlerMethod method && method.hasMethodAnnotation(WithoutKey.class);
        return open ? null : request.getHeader(HttpHeaders.AUTHORIZATION);
    }

    /** Keys themselves are kept nowhere. */
    private static String hash(String credentials) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(credentials.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
