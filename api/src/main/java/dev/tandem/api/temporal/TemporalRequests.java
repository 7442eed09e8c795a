package dev.tandem.api.temporal;

import dev.tandem.api.problem.ApiProblem;
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
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Asks Temporal for something that a client of ours waits for. */
@Component
class TemporalRequests implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(TemporalRequests.class);

    /** The client retries for a minute by itself; a caller does not wait that long. */
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("temporal-deadlines").factory());

    /** @throws ApiProblem 503 if Temporal does not answer; what was asked for may happen all the same */
    void send(Runnable request) {
        try (Context.CancellableContext context =
                Context.current().withDeadlineAfter(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS, deadlines)) {
            context.run(request);
        } catch (RuntimeException e) {
            throw refusal(e);
        }
    }

    /**
     * As {@link #send}, for something that may be gone.
     *
     * @return false if Temporal does not know of it
     */
    boolean sendTo(Runnable request) {
        boolean[] found = {true};
        send(() -> {
            try {
                request.run();
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
                    throw e;
                }
                found[0] = false;
            }
        });
        return found[0];
    }

    private static RuntimeException refusal(RuntimeException failure) {
        Status status = status(failure);
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, RESOURCE_EXHAUSTED ->
                ApiProblem.unavailable(
                        "temporal-unavailable",
                        "Temporal does not answer, and no call starts or goes without it. Try again.",
                        RETRY_AFTER,
                        failure);
            case INVALID_ARGUMENT, NOT_FOUND, PERMISSION_DENIED, UNAUTHENTICATED -> {
                log.error("Temporal refuses what a call needs: {}", status, failure);
                yield ApiProblem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "temporal-refuses",
                        "Temporal refuses what a call needs. The installation's operator finds the reason in the log:"
                                + " often a namespace or a search attribute (Tandem…, keyword) that was not made.");
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
