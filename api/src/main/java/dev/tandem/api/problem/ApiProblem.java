package dev.tandem.api.problem;

import dev.tandem.workflows.graph.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** A request that is refused, with what its sender should know. Answered as a problem detail (RFC 9457). */
public final class ApiProblem extends RuntimeException {

    private final HttpStatus status;
    private final String type;
    private final transient List<Problem> problems;
    private final @Nullable Duration retryAfter;

    private ApiProblem(
            HttpStatus status,
            String type,
            String detail,
            List<Problem> problems,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.status = status;
        this.type = type;
        this.problems = List.copyOf(problems);
        this.retryAfter = retryAfter;
    }

    /** @param type last part of the problem's stable type, kebab-case */
    public static ApiProblem of(HttpStatus status, String type, String detail) {
        return new ApiProblem(status, type, detail, List.of(), null, null);
    }

    /** Another tenant's things are as good as not there: 404 for both. */
    public static ApiProblem notFound(String what, Object id) {
        return of(HttpStatus.NOT_FOUND, "not-found", "There is no " + what + " " + id + ".");
    }

    public static ApiProblem conflict(String type, String detail) {
        return of(HttpStatus.CONFLICT, type, detail);
    }

    /** 422 with every fault of the request. */
    public static ApiProblem invalidRequest(List<Problem> problems) {
        return faulty("invalid-request", "The request has " + count(problems) + "; see problems.", problems);
    }

    /** 422 with every fault of a configuration document. */
    public static ApiProblem invalidConfiguration(List<Problem> problems) {
        return faulty(
                "invalid-configuration", "The configuration has " + count(problems) + "; see problems.", problems);
    }

    public static ApiProblem unavailable(String type, String detail, Duration retryAfter, Throwable cause) {
        return new ApiProblem(HttpStatus.SERVICE_UNAVAILABLE, type, detail, List.of(), retryAfter, cause);
    }

    private static ApiProblem faulty(String type, String detail, List<Problem> problems) {
        return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, type, detail, problems, null, null);
    }

    private static String count(List<Problem> problems) {
        return problems.size() == 1 ? "one fault" : problems.size() + " faults";
    }

    public HttpStatus status() {
        return status;
    }

    ProblemDetail detail() {
        ProblemDetail detail = detail(status, type, String.valueOf(getMessage()));
        if (!problems.isEmpty()) {
            detail.setProperty("problems", problems);
        }
        return detail;
    }

    HttpHeaders headers() {
        HttpHeaders headers = new HttpHeaders();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        }
        if (status == HttpStatus.UNAUTHORIZED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return headers;
    }

    static ProblemDetail detail(HttpStatus status, String type, String text) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(status, text);
        detail.setType(URI.create("urn:tandem:problem:" + type));
        return detail;
    }
}
