package dev.tandem.api.temporal;

import dev.tandem.api.http.problem.ApiProblem;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Sends requests to Temporal on behalf of clients that wait. */
@Component
class TemporalRequests implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(TemporalRequests.class);

    /**
     * Longest time of a request. Temporal's client retries for a minute by itself; whoever waits for us does not wait
     * that long.
     */
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** Retries for 1.6 s in all. */
    private static final RetryTemplate RETRIES = new RetryTemplate(RetryPolicy.builder()
            .predicate(TemporalRequests::passesByItself)
            .maxRetries(5)
            .delay(Duration.ofMillis(50))
            .multiplier(2)
            .jitter(Duration.ofMillis(20))
            .build());

    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("temporal-deadlines").factory());

    /** @throws ApiProblem 503 if Temporal does not answer; the request may have its effect all the same */
    void send(Runnable request) {
        send(TIMEOUT, request);
    }

    /**
     * Works like {@link #send(Runnable)} for a request that a worker has to take, which may be busy.
     *
     * @param limit longest time of the request
     */
    void send(Duration limit, Runnable request) {
        try (Context.CancellableContext context =
                Context.current().withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS, deadlines)) {
            context.run(request);
        } catch (RuntimeException e) {
            throw refusal(e);
        }
    }

    /**
     * Works like {@link #send} for something that may be gone. The request goes straight to the server, where the
     * client does not retry.
     *
     * @return false if Temporal does not know of it
     */
    boolean sendTo(Runnable request) {
        boolean[] found = {true};
        send(() -> {
            try {
                RETRIES.invoke(request);
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
                    throw e;
                }
                found[0] = false;
            }
        });
        return found[0];
    }

    /**
     * Whether the failure passes by itself: a workflow with several requests at once is busy for a moment
     * (BUSY_WORKFLOW, RESOURCE_EXHAUSTED).
     */
    private static boolean passesByItself(Throwable failure) {
        return switch (status(failure).getCode()) {
            case UNAVAILABLE, RESOURCE_EXHAUSTED, ABORTED -> true;
            default -> false;
        };
    }

    private static RuntimeException refusal(RuntimeException failure) {
        Status status = status(failure);
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, RESOURCE_EXHAUSTED, ABORTED ->
                ApiProblem.unavailable(
                        "temporal-unavailable",
                        "Temporal does not answer, and calls cannot start or change without it. Try again.",
                        RETRY_AFTER,
                        failure);
            case INVALID_ARGUMENT, NOT_FOUND, PERMISSION_DENIED, UNAUTHENTICATED -> {
                log.error("Temporal refuses what a call needs: {}", status, failure);
                yield ApiProblem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "temporal-refuses",
                        "Temporal refuses what a call needs. The log says why: often a namespace or a search attribute"
                                + " (Tandem…, keyword) is missing.");
            }
            default -> failure;
        };
    }

    private static Status status(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException grpc) {
                return grpc.getStatus();
            }
        }
        return Status.UNKNOWN;
    }

    @Override
    public void destroy() {
        deadlines.shutdownNow();
    }
}
