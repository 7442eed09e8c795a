package dev.tandem.api.edge.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tandem.api.access.Access;
import dev.tandem.api.access.Routes;
import dev.tandem.api.http.problem.ProblemAnswers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the failed tries to authenticate of each address. A key that was valid a short while ago is not held up by others
 * who guess: behind a proxy all of them have one address. Requests that need no key are not held up either.
 */
final class FailedKeys extends OncePerRequestFilter {

    private static final Duration OF_LATE = Duration.ofMinutes(10);
    private static final int MAX_KNOWN = 10_000;

    /** Answers to what opens nothing. A guess of the administrator's key gets 403. */
    private static final Set<Integer> REFUSALS = Set.of(HttpStatus.UNAUTHORIZED.value(), HttpStatus.FORBIDDEN.value());

    private final Routes routes;
    private final RateLimit limit;
    private final TooManyRequests refusal;
    private final Cache<String, Boolean> known = Caffeine.newBuilder()
            .maximumSize(MAX_KNOWN)
            .expireAfterWrite(OF_LATE)
            .build();

    FailedKeys(Routes routes, ProblemAnswers answers, MeterRegistry meters, RateLimit limit) {
        this.routes = routes;
        this.limit = limit;
        this.refusal = new TooManyRequests(
                answers,
                meters,
                "address",
                "Too many requests without a valid key came from this address. Try again later, with a valid key.");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (credentials == null || !routes.needsKey(request)) {
            chain.doFilter(request, response);
            return;
        }
        String hash = hash(credentials);
        Duration wait = known.getIfPresent(hash) == null ? limit.look(request.getRemoteAddr()) : Duration.ZERO;
        if (wait.isPositive()) {
            refusal.answer(request, response, wait);
            return;
        }
        chain.doFilter(request, response);
        if (Access.isKnown(request)) {
            known.put(hash, true);
        } else if (REFUSALS.contains(response.getStatus())) {
            limit.take(request.getRemoteAddr());
        }
    }

    /** Hashes the credentials, because keys themselves are kept nowhere. */
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
