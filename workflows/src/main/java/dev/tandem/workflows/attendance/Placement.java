package dev.tandem.workflows.attendance;

import dev.tandem.workflows.call.api.PlaceCall;
import dev.tandem.workflows.protocol.HostPlace;
import dev.tandem.workflows.protocol.PlacementRequest;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the next attendance goes. */
public final class Placement {

    private final String callId;
    private @Nullable HostPlace place;
    private @Nullable OpenWork<Optional<HostPlace>> beside;
    private boolean again;
    private boolean temporalWasAway;
    private String excluded = "";
    private long deadline;

    public Placement(String callId) {
        this.callId = callId;
    }

    /** The first process is looked for within this time, while nobody needs it yet. */
    public void lookAhead(Duration patience) {
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
            beside = new OpenWork<>(() -> Async.function(() -> look(AttendanceOptions.EXCLUSION, tried)));
        }
    }

    /** The next attendance goes to any other process: the last one may be frozen, and still hold polls. */
    void anotherOne() {
        again = false;
        excluded = host();
    }

    /** No other process is needed. */
    void stopLooking() {
        OpenWork<Optional<HostPlace>> search = beside;
        beside = null;
        if (search != null) {
            search.drop();
        }
    }

    /** The process to go to; null: none within the time. */
    @Nullable HostPlace find() {
        if (!again) {
            place = search();
        }
        return place;
    }

    /** Another process than the one that has the call; null: there is none. */
    @Nullable HostPlace other() {
        again = false;
        return ask(AttendanceOptions.EXCLUSION, host());
    }

    /** The call is at this process now. */
    void moved(HostPlace taken) {
        place = taken;
    }

    /** How long {@code attached} may take. */
    Duration patience() {
        return again ? startWithin().plus(AttendanceOptions.ADOPTED) : AttendanceOptions.JOINED;
    }

    /** How long the process may take to begin. */
    Duration startWithin() {
        if (!again) {
            return AttendanceOptions.STARTED;
        }
        return temporalWasAway ? AttendanceOptions.STARTED_AFTER_OUTAGE : AttendanceOptions.STARTED_AGAIN;
    }

    /** Name of the process that was found last. */
    String host() {
        HostPlace current = place;
        return current == null ? "" : current.host();
    }

    private @Nullable HostPlace search() {
        OpenWork<Optional<HostPlace>> found = beside;
        HostPlace other = found == null ? null : found.get().orElse(null);
        beside = null;
        if (other == null && found == null && !excluded.isEmpty()) {
            other = ask(AttendanceOptions.EXCLUSION, excluded);
        }
        excluded = "";
        return other == null ? ask(Duration.ofMillis(deadline - Workflow.currentTimeMillis()), "") : other;
    }

    private Optional<HostPlace> look(Duration within, String excludedHost) {
        try {
            return Optional.ofNullable(ask(within, excludedHost));
        } catch (CanceledFailure notNeeded) {
            return Optional.empty();
        }
    }

    private @Nullable HostPlace ask(Duration within, String excludedHost) {
        if (!within.isPositive()) {
            return null;
        }
        String summary = excludedHost.isEmpty() ? "any host" : "any host but " + excludedHost;
        PlaceCall stub = Workflow.newActivityStub(PlaceCall.class, AttendanceOptions.placing(within, summary));
        try {
            return stub.place(new PlacementRequest(callId, excludedHost));
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure canceled) {
                throw canceled;
            }
            return null;
        }
    }
}
