package dev.tandem.api.http.problem;

import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.DatabindException;

/** Answers every failure of a request with a problem detail of a stable type. */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ApiProblem problem) {
        return ResponseEntity.status(problem.status())
                .headers(problem.headers())
                .body(problem.detail());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(InvalidParameterException parameters) {
        return refused(ApiProblem.of(
                HttpStatus.BAD_REQUEST,
                "bad-request",
                "The query is not readable: every parameter needs a name, and must be encoded as UTF-8."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> failed(Exception failure) {
        return refused(DatabaseAway.behind(failure).orElseGet(() -> {
            log.error("request failed", failure);
            return ApiProblem.of(
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "internal-error",
                    "The server failed on this request. Its log says why; look for the X-Request-Id of this answer.");
        }));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ApiProblem problem = ApiProblem.of(
                HttpStatus.NOT_FOUND, "not-found", "There is nothing at /" + failure.getResourcePath() + ".");
        return handleExceptionInternal(failure, problem.detail(), headers, problem.status(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ApiProblem problem = switch (failure.getCause()) {
            case ApiProblem refused -> refused;
            case DatabindException unfit -> ApiProblem.invalidRequest(List.of(UnfitBody.problem(unfit)));
            case null, default ->
                ApiProblem.of(
                        HttpStatus.BAD_REQUEST,
                        "malformed-json",
                        "The request has no readable body: send a JSON object.");
        };
        return handleExceptionInternal(failure, problem.detail(), problem.headers(), problem.status(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (failure instanceof MethodArgumentTypeMismatchException argument
                && argument.getParameter()
                        .hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class)) {
            ApiProblem problem = ApiProblem.notFound("resource with the id", String.valueOf(failure.getValue()));
            return handleExceptionInternal(failure, problem.detail(), headers, problem.status(), request);
        }
        String name = String.valueOf(failure.getPropertyName());
        ApiProblem problem = ApiProblem.invalidParameter(name, "The query parameter " + name + " is not readable.");
        return handleExceptionInternal(failure, problem.detail(), headers, problem.status(), request);
    }

    /** Gives refusals by the framework a stable type: the name of their status. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> answer = super.handleExceptionInternal(failure, body, headers, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail detail && ProblemHandler.isUntyped(detail)) {
            HttpStatus known = HttpStatus.valueOf(status.value());
            detail.setType(ApiProblem.detail(known, slug(known), "").getType());
        }
        return answer;
    }

    private static boolean isUntyped(ProblemDetail detail) {
        return detail.getType() == null || "about:blank".equals(String.valueOf(detail.getType()));
    }

    /** Returns the type of a refusal by the framework or the container. */
    static String slug(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            case NOT_ACCEPTABLE -> "not-acceptable";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported-media-type";
            case CONTENT_TOO_LARGE -> "content-too-large";
            case SERVICE_UNAVAILABLE -> "service-unavailable";
            default -> status.is4xxClientError() ? "bad-request" : "internal-error";
        };
    }
}
