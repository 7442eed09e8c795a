package dev.tandem.api.edge.ratelimit;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.http.problem.ProblemAnswers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Answers 429 to requests over one limit, and counts them as {@code tandem.requests.limited}. */
final class TooManyRequests {

    private final ProblemAnswers answers;
    private final Counter refused;
    private final String detail;

    /**
     * Creates the answer of a limit.
     *
     * @param by what the limit counts requests by, as the metric names it
     * @param detail says what to do about it
     */
    TooManyRequests(ProblemAnswers answers, MeterRegistry meters, String by, String detail) {
        this.answers = answers;
        this.refused = meters.counter("tandem.requests.limited", "by", by);
        this.detail = detail;
    }

    /** @param wait until the next request may come */
    void answer(HttpServletRequest request, HttpServletResponse response, Duration wait)
            throws ServletException, IOException {
        refused.increment();
        answers.answer(request, response, ApiProblem.later(HttpStatus.TOO_MANY_REQUESTS, "rate-limited", detail, wait));
    }
}
