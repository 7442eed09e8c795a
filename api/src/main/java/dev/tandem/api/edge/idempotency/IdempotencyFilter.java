package dev.tandem.api.edge.idempotency;

import dev.tandem.api.access.Access;
import dev.tandem.api.http.json.DocumentSizeLimit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Keeps the answer to every POST with an {@code Idempotency-Key} before it is sent, so that a repetition gets the same
 * answer. The {@link IdempotencyInterceptor} decides whether the request is done at all.
 */
@Component
class IdempotencyFilter extends OncePerRequestFilter {

    static final String FLIGHT = IdempotentRequests.Flight.class.getName();

    private static final List<String> HEADERS =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.CACHE_CONTROL);

    private final IdempotentRequests requests;

    IdempotencyFilter(IdempotentRequests requests) {
        this.requests = requests;
    }

    /** Passes by requests of strangers, too: nothing of them is kept, and their bodies are not read here. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || request.getHeader(KeyedRequest.HEADER) == null
                || Access.of(request).isEmpty();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        KeyedExchange exchange = new KeyedExchange(request, DocumentSizeLimit.MAX_BODY_BYTES + 1);
        if (streams(request)) {
            stream(exchange, response, chain);
            return;
        }
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        StoredResponse settled = failed();
        try {
            chain.doFilter(exchange, answer);
            settled = StoredResponse.of(
                    answer.getStatus(),
                    headers(answer),
                    new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8));
        } finally {
            settle(exchange, settled);
        }
        answer.copyBodyToResponse();
    }

    /** Whether the answer is a stream, which cannot be kept before it is sent. */
    private static boolean streams(HttpServletRequest request) {
        @Nullable String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    }

    private void stream(KeyedExchange exchange, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        StoredResponse settled = failed();
        try {
            chain.doFilter(exchange, response);
            settled = response.getStatus() < 300 ? new StoredResponse.Done() : new StoredResponse.Refused();
        } finally {
            settle(exchange, settled);
        }
    }

    private void settle(HttpServletRequest request, StoredResponse settled) {
        if (request.getAttribute(FLIGHT) instanceof IdempotentRequests.Flight flight) {
            requests.settle(flight, settled);
        }
    }

    /** The outcome of a request that broke off: nobody knows what effect it had. */
    private static StoredResponse failed() {
        return StoredResponse.of(HttpStatus.INTERNAL_SERVER_ERROR.value(), Map.of(), "");
    }

    private static Map<String, String> headers(HttpServletResponse answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            String value = answer.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }
}
