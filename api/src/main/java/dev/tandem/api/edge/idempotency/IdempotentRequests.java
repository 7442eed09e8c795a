package dev.tandem.api.edge.idempotency;

import dev.tandem.api.http.problem.ApiProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lets one of all requests with the same key be done, and makes the others wait for its answer. Requests in this
 * process wait for each other; the database shows them what another process does.
 */
@Component
class IdempotentRequests {

    private static final Logger log = LoggerFactory.getLogger(IdempotentRequests.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final KeptRequests kept;
    private final ConcurrentMap<Name, Flight> flights = new ConcurrentHashMap<>();

    IdempotentRequests(KeptRequests kept) {
        this.kept = kept;
    }

    private record Name(UUID organization, String key) {

        static Name of(KeyedRequest request) {
            return new Name(request.organization(), request.key());
        }
    }

    /** A request that this process is about to do, or asks another process for. */
    record Flight(KeyedRequest request, UUID claim, CompletableFuture<StoredResponse> landing) {}

    /** Says what to do with a request. */
    sealed interface Turn {

        /** Do the request, and {@link #settle} it whatever its outcome is. */
        record Ours(Flight flight) implements Turn {}

        /** Give the answer that was given before. */
        record Before(StoredResponse.Answered answer) implements Turn {}
    }

    /**
     * @throws ApiProblem 422 if the key was given to another request, 409 if the answer is not available: not yet, not
     *     any more, or never
     */
    Turn begin(KeyedRequest request) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Flight ours = new Flight(request, UUID.randomUUID(), new CompletableFuture<>());
            Flight first = flights.putIfAbsent(Name.of(request), ours);
            StoredResponse settled = first == null ? lead(ours, deadline) : follow(request, first, deadline);
            switch (settled) {
                case StoredResponse.Answered answer -> {
                    return new Turn.Before(answer);
                }
                case StoredResponse.Done() -> throw RepetitionRefusals.alreadyDone();
                case StoredResponse.Refused() -> {
                    if (first == null) {
                        return new Turn.Ours(ours);
                    }
                }
            }
        }
    }

    /** Claims the key for the first request of this process. Refused is returned while no request was done. */
    private StoredResponse lead(Flight ours, long deadline) throws InterruptedException {
        StoredResponse outcome = new StoredResponse.Refused();
        boolean claimed = false;
        try {
            while (!claimed && outcome instanceof StoredResponse.Refused) {
                Optional<KeptRequests.Kept> other = kept.claim(ours.request(), ours.claim());
                claimed = other.isEmpty();
                outcome = other.flatMap(theirs -> found(ours.request(), theirs)).orElse(outcome);
                if (!claimed && outcome instanceof StoredResponse.Refused) {
                    pause(deadline);
                }
            }
            return outcome;
        } finally {
            if (!claimed) {
                land(ours, outcome);
            }
        }
    }

    private static Optional<StoredResponse> found(KeyedRequest request, KeptRequests.Kept theirs) {
        if (!request.isTheSameAs(theirs.fingerprint())) {
            throw RepetitionRefusals.otherRequest();
        }
        if (theirs.lost()) {
            throw RepetitionRefusals.lost();
        }
        return theirs.settled();
    }

    private static void pause(long deadline) throws InterruptedException {
        if (System.nanoTime() > deadline) {
            throw RepetitionRefusals.inProgress();
        }
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }

    private static StoredResponse follow(KeyedRequest request, Flight first, long deadline)
            throws InterruptedException {
        if (!request.isTheSameAs(first.request().fingerprint())) {
            throw RepetitionRefusals.otherRequest();
        }
        try {
            return first.landing().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stillFlying) {
            throw RepetitionRefusals.inProgress();
        } catch (ExecutionException e) {
            throw new IllegalStateException("flights land, they do not fail", e);
        }
    }

    /** Records the outcome of a request that {@link #begin} allowed. */
    void settle(Flight flight, StoredResponse settled) {
        try {
            kept.settle(flight.request(), flight.claim(), settled);
        } catch (RuntimeException e) {
            log.warn("the answer to a request with an Idempotency-Key could not be kept: its repetition is refused", e);
        } finally {
            land(flight, settled);
        }
    }

    private void land(Flight flight, StoredResponse settled) {
        flights.remove(Name.of(flight.request()), flight);
        flight.landing().complete(settled);
    }
}
