package dev.tandem.workflows.call;

import dev.tandem.workflows.call.PlaceCall.Place;
import dev.tandem.workflows.call.PlaceCall.Request;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the next attendance goes. */
final class Placing {

    private final String callId;
    private @Nullable Place place;
    private boolean again;
    private String excluded = "";
    private long deadline;

    Placing(String callId) {
        this.callId = callId;
    }

    /** From now on a process must be found within this time. */
    void within(Duration patience) {
        deadline = Workflow.currentTimeMillis() + patience.toMillis();
    }

    /** The next attendance goes to the process of the last one. */
    void sameAgain() {
        again = true;
    }

    /** The next attendance goes to any other process: the last one may be frozen, and still hold polls. */
    void anotherOne() {
        again = false;
        excluded = host();
    }

    /** The process to go to; null: none within the time. */
    @Nullable Place find() {
        if (!again) {
            place = search();
        }
        return place;
    }

    /** How long {@code attached} may take. */
    Duration patience() {
        return again ? CallOptions.ADOPTED : CallOptions.JOINED;
    }

    /** Name of the process that was found last. */
    String host() {
        Place current = place;
        return current == null ? "" : current.host();
    }

    private @Nullable Place search() {
        if (!excluded.isEmpty()) {
            Place other = ask(CallOptions.EXCLUSION, excluded);
            if (other != null) {
                return other;
            }
            excluded = "";
        }
        return ask(Duration.ofMillis(deadline - Workflow.currentTimeMillis()), "");
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
