package dev.tandem.api.edge.connection;

import dev.tandem.api.http.json.DocumentSizeLimit;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.http.problem.ProblemAnswers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets bodies be read while there is room for their bytes. It runs when the sender is known and may send the request. */
final class BodyBudget extends OncePerRequestFilter {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** What is kept of a longer body, or of one whose length is not said, before it is refused. */
    private static final long LONGEST = DocumentSizeLimit.MAX_BODY_BYTES + 1L;

    private final ProblemAnswers answers;
    private final BytesInFlight inFlight;

    BodyBudget(ProblemAnswers answers, BytesInFlight inFlight) {
        this.answers = answers;
        this.inFlight = inFlight;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long bytes = bytes(request);
        String address = request.getRemoteAddr();
        if (bytes == 0) {
            chain.doFilter(request, response);
            return;
        }
        switch (inFlight.reserve(address, bytes)) {
            case READ -> {
                try {
                    chain.doFilter(request, response);
                } finally {
                    inFlight.release(address, bytes);
                }
            }
            case ADDRESS_IS_FULL -> answers.answer(request, response, addressIsFull());
            case ALL_IS_FULL -> answers.answer(request, response, allIsFull());
        }
    }

    private static long bytes(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        if (length < 0) {
            return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : LONGEST;
        }
        return Math.min(length, LONGEST);
    }

    private static ApiProblem addressIsFull() {
        return ApiProblem.later(
                HttpStatus.TOO_MANY_REQUESTS,
                "rate-limited",
                "This address sends as many bytes at once as it may. Send fewer requests with a body at the same time.",
                RETRY_AFTER);
    }

    private static ApiProblem allIsFull() {
        return ApiProblem.later(
                HttpStatus.SERVICE_UNAVAILABLE,
                "too-many-bodies",
                "The server reads as many bytes at once as it may. Send the request again.",
                RETRY_AFTER);
    }
}
