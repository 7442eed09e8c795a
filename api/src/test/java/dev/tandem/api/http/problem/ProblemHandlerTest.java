package dev.tandem.api.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

/** Checks failures that no request can cause at will. */
class ProblemHandlerTest {

    private final ProblemHandler handler = new ProblemHandler();

    @Test
    void whoMeetsAnotherInTheDatabaseIsAskedToTryAgain() {
        ResponseEntity<ProblemDetail> answer = handler.failed(new CannotAcquireLockException("deadlock detected"));

        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
        assertThat(type(answer)).isEqualTo("database-busy");
    }

    @Test
    void whatIsNotAnsweredInTimeIsUnavailable() throws Exception {
        ResponseEntity<Object> answer = Objects.requireNonNull(handler.handleException(
                new AsyncRequestTimeoutException(), new ServletWebRequest(new MockHttpServletRequest())));

        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(type(answer)).isEqualTo("service-unavailable");
    }

    private static String type(ResponseEntity<?> answer) {
        URI type = answer.getBody() instanceof ProblemDetail detail ? detail.getType() : null;
        return type == null ? "" : type.getPath().substring(ProblemTypes.PATH.length());
    }
}
