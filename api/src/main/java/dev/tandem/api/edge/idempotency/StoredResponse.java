package dev.tandem.api.edge.idempotency;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The outcome of a request. */
sealed interface StoredResponse {

    /** The request was done, and each repetition gets this answer. */
    record Answered(int status, Map<String, String> headers, String body) implements StoredResponse {}

    /** The request was done, and its answer is not kept, because it is shown only once or was a stream. */
    record Done() implements StoredResponse {}

    /** The request was refused and had no effect, so its key can be used again. */
    record Refused() implements StoredResponse {}

    /**
     * Classifies an answer. An answer that must not be stored (RFC 9111, 5.2.2.5) is not kept. A failure of the server
     * is kept, because nobody knows what effect it had.
     */
    static StoredResponse of(int status, Map<String, String> headers, String body) {
        if (status < 300 || status == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            boolean secret = headers.getOrDefault(HttpHeaders.CACHE_CONTROL, "").contains("no-store");
            return secret ? new Done() : new Answered(status, headers, body);
        }
        return new Refused();
    }
}
