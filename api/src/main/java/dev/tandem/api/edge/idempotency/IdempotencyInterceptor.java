package dev.tandem.api.edge.idempotency;

import dev.tandem.api.access.Access;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;

/** Lets a request with an {@code Idempotency-Key} be done, or answers it as it was answered before. */
@Component
class IdempotencyInterceptor implements HandlerInterceptor {

    static final String REPLAYED = "Idempotency-Replayed";

    private final IdempotentRequests requests;
    private final Counter replays;

    IdempotencyInterceptor(IdempotentRequests requests, MeterRegistry meters) {
        this.requests = requests;
        replays = meters.counter("tandem.requests.replayed");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, InterruptedException {
        KeyedExchange exchange = WebUtils.getNativeRequest(request, KeyedExchange.class);
        Optional<Access> access = Access.of(request);
        if (exchange == null || access.isEmpty()) {
            return true;
        }
        KeyedRequest keyed = KeyedRequest.of(
                access.get().organization(), request.getHeader(KeyedRequest.HEADER), request, exchange.body());
        return switch (requests.begin(keyed)) {
            case IdempotentRequests.Turn.Ours(IdempotentRequests.Flight flight) -> {
                request.setAttribute(IdempotencyFilter.FLIGHT, flight);
                yield true;
            }
            case IdempotentRequests.Turn.Before(StoredResponse.Answered answer) -> {
                replays.increment();
                repeat(answer, response);
                yield false;
            }
        };
    }

    private static void repeat(StoredResponse.Answered answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader(REPLAYED, "true");
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
