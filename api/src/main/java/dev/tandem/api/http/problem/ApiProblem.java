package dev.tandem.api.http.problem;

import dev.tandem.workflows.document.Problem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Refuses a request, and tells its sender why. It is answered as a problem detail (RFC 9457). */
public final class ApiProblem extends RuntimeException {

    private final HttpStatus status;
    private final String type;
    private final transient List<Problem> problems;
    private final @Nullable Duration retryAfter;
    private final @Nullable String parameter;
    private final transient List<?> required;

    private ApiProblem(
            HttpStatus status,
            String type,
            String detail,
            List<Problem> problems,
            @Nullable Duration retryAfter,
            @Nullable String parameter,
            List<?> required,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.required = List.copyOf(required);
        this.status = status;
        this.type = type;
        this.problems = List.copyOf(problems);
        this.retryAfter = retryAfter;
        this.parameter = parameter;
    }

    /** @param type last part of the problem's stable type, kebab-case */
    public static ApiProblem of(HttpStatus status, String type, String detail) {
        return new ApiProblem(status, type, detail, List.of(), null, null, List.of(), null);
    }

    /** Makes a 404, for things that do not exist and for those of another tenant alike. */
    public static ApiProblem notFound(String what, Object id) {
        return of(HttpStatus.NOT_FOUND, "not-found", "There is no " + what + " " + id + ".");
    }

    public static ApiProblem conflict(String type, String detail) {
        return of(HttpStatus.CONFLICT, type, detail);
    }

    /** Makes a 422 that lists every fault of the request. */
    public static ApiProblem invalidRequest(List<Problem> problems) {
        return faulty("invalid-request", "The request has " + count(problems) + "; see problems.", problems, List.of());
    }

    /** Makes a 422 that lists every fault of a configuration document. */
    public static ApiProblem invalidConfiguration(List<Problem> problems) {
        return faulty(
                "invalid-configuration",
                "The configuration has " + count(problems) + "; see problems.",
                problems,
                List.of());
    }

    public static ApiProblem unavailable(String type, String detail, Duration retryAfter, Throwable cause) {
        return new ApiProblem(
                HttpStatus.SERVICE_UNAVAILABLE, type, detail, List.of(), retryAfter, null, List.of(), cause);
    }

    /** Makes a problem of a request that may succeed when it is sent again later. */
    public static ApiProblem later(HttpStatus status, String type, String detail, Duration retryAfter) {
        return new ApiProblem(status, type, detail, List.of(), retryAfter, null, List.of(), null);
    }

    /** Makes a 422 for a parameter of the query. The problem detail names the parameter. */
    public static ApiProblem invalidParameter(String name, String message) {
        Problem problem = new Problem("invalid_parameter", "", message);
        return new ApiProblem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "invalid-request",
                message,
                List.of(problem),
                null,
                name,
                List.of(),
                null);
    }

    /**
     * Makes a 422 that lists the tests which a draft has not passed.
     *
     * @param tests records that are shown as they are
     */
    public static ApiProblem requiredTests(List<?> tests) {
        return faulty(
                "required-tests",
                (tests.size() == 1 ? "A required test has" : tests.size() + " required tests have")
                        + " not passed on this draft as it is now; see required. Run them with"
                        + " POST /api/workflow-versions/{id}/run-required, and publish again.",
                List.of(),
                tests);
    }

    private static ApiProblem faulty(String type, String detail, List<Problem> problems, List<?> required) {
        return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, type, detail, problems, null, null, required, null);
    }

    private static String count(List<Problem> problems) {
        return problems.size() == 1 ? "one fault" : problems.size() + " faults";
    }

    public HttpStatus status() {
        return status;
    }

    /** Returns every fault of the request, in order; empty: the problem is of another kind. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns what is answered. */
    public ProblemDetail detail() {
        ProblemDetail detail = detail(status, type, String.valueOf(getMessage()));
        if (!problems.isEmpty()) {
            detail.setProperty("problems", problems);
        }
        if (!required.isEmpty()) {
            detail.setProperty("required", required);
        }
        if (parameter != null) {
            detail.setProperty("parameter", parameter);
        }
        return detail;
    }

    HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        if (retryAfter != null) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
        }
        if (status == HttpStatus.UNAUTHORIZED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return headers;
    }

    static ProblemDetail detail(HttpStatus status, String type, String text) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, text);
        detail.setType(ProblemTypes.uri(type));
        return detail;
    }
}
