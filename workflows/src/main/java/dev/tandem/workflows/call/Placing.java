package dev.tandem.workflows.call;

import dev.tandem.workflows.call.PlaceCall.Place;
import dev.tandem.workflows.call.PlaceCall.Request;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the next attendance goes. */
final class Placing {

    private final String callId;
    private @Nullable Place place;
    private @Nullable OpenWork<Optional<Place>> beside;
    private boolean again;
    private boolean temporalWasAway;
    private String excluded = "";
    private long deadline;

    Placing(String callId) {
        this.callId = callId;
    }

    /** The first process is looked for within this time, while nobody needs it yet. */
    void lookAhead(Duration patience) {
        within(patience);
        beside = new OpenWork<>(() -> Async.function(() -> look(patience, "")));
    }

    /** From now on a process must be found within this time. */
    void within(Duration patience) {
        deadline = Workflow.currentTimeMillis() + patience.toMillis();
    }

    /** The next attendance goes to the process of the last one; another is looked for beside, because that may be dead. */
    void sameAgain(boolean afterAnOutage) {
        again = true;
        temporalWasAway = afterAnOutage;
        if (!afterAnOutage) {
            String tried = host();
            beside = new OpenWork<>(() -> Async.function(() -> look(CallOptions.EXCLUSION, tried)));
        }
    }

    /** The next attendance goes to any other process: the last one may be frozen, and still hold polls. */
    void anotherOne() {
        again = false;
        excluded = host();
    }

    /** No other process is needed. */
    void stopLooking() {
        OpenWork<Optional<Place>> search = beside;
        beside = null;
        if (search != null) {
            search.drop();
        }
    }

    /** The process to go to; null: none within the time. */
    @Nullable Place find() {
        if (!again) {
            place = search();
        }
        return place;
    }

    /** Another process than the one that has the call; null: there is none. */
    @Nullable Place other() {
        again = false;
        return ask(CallOptions.EXCLUSION, host());
    }

    /** The call is at this process now. */
    void moved(Place taken) {
        place = taken;
    }

    /** How long {@code attached} may take. */
    Duration patience() {
        return again ? startWithin().plus(CallOptions.ADOPTED) : CallOptions.JOINED;
    }

    /** How long the process may take to begin. */
    Duration startWithin() {
        if (!again) {
            return CallOptions.STARTED;
        }
        return temporalWasAway ? CallOptions.STARTED_AFTER_OUTAGE : CallOptions.STARTED_AGAIN;
    }

    /** Name of the process that was found last. */
    String host() {
        Place current = place;
        return current == null ? "" : current.host();
    }

    private @Nullable Place search() {
        OpenWork<Optional<Place>> found = beside;
        Place other = found == null ? null : found.get().orElse(null);
        beside = null;
        if (other == null && found == null && !excluded.isEmpty()) {
            other = ask(CallOptions.EXCLUSION, excluded);
        }
        excluded = "";
        return other == null ? ask(Duration.ofMillis(deadline - Workflow.currentTimeMillis()), "") : other;
    }

    private Optional<Place> look(Duration within, String excludedHost) {
        try {
            return Optional.ofNullable(ask(within, excludedHost));
        } catch (CanceledFailure notNeeded) {
            return Optional.empty();
        }
    }

    private @Nullable Place ask(Duration within, String excludedHost) {
        if (!within.isPositive()) {
            return null;
        }
        String summary = excludedHost.isEmpty() ? "any host" : "any host but " + excludedHost;
        PlaceCall stub = Workflow.newActivityStub(PlaceCall.class, CallOptions.placing(within, summary));
        try {
            return stub.place(new Request(callId, excludedHost));
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure canceled) {
                throw canceled;
            }
            return null;
        }
    }
}
