package dev.tandem.api.edge.idempotency;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** What became of a request. */
sealed interface StoredResponse {

    /** It was done, and is answered so whenever it is repeated. */
    record Answered(int status, Map<String, String> headers, String body) implements StoredResponse {}

    /** It was done, and its answer is not kept: it held what is shown once, or was a stream. */
    record Done() implements StoredResponse {}

    /** It was refused and had no effect: the key is as good as new. */
    record Refused() implements StoredResponse {}

    /**
     * Which of them an answer is. One that may not be stored (RFC 9111, 5.2.2.5) is not; a failure of the server is
     * kept, because nobody knows what it left behind.
     */
    static StoredResponse of(int status, Map<String, String> headers, String body) {
        if (status < 300 || status == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            boolean secret = headers.getOrDefault(HttpHeaders.CACHE_CONTROL, "").contains("no-store");
            return secret ? new Done() : new Answered(status, headers, body);
        }
        return new Refused();
    }
}
