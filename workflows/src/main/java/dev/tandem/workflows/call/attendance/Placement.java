package dev.tandem.workflows.call.attendance;

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

/** Chooses the process that the next attendance goes to. */
public final class Placement {

    private final String callId;
    private final boolean inMemory;
    private @Nullable HostPlace place;
    private @Nullable OpenWork<Optional<HostPlace>> beside;
    private boolean again;
    private boolean temporalWasAway;
    private String excluded = "";
    private long deadline;

    /** @param inMemory whether the call's room is in memory */
    public Placement(String callId, boolean inMemory) {
        this.callId = callId;
        this.inMemory = inMemory;
    }

    /** Begins to look for the first process, within this time, while nobody needs it yet. */
    public void lookAhead(Duration patience) {
        within(patience);
        beside = new OpenWork<>(() -> Async.function(() -> look(patience(patience), "")));
    }

    /** Sets the time from now within which a process must be found. */
    void within(Duration patience) {
        deadline = Workflow.currentTimeMillis() + patience(patience).toMillis();
    }

    private Duration patience(Duration ofACaller) {
        return inMemory ? AttendanceOptions.PLACE_IN_MEMORY : ofACaller;
    }

    /**
     * Has the next attendance go to the process of the last one. Another one is looked for at the same time, because
     * that process may be dead.
     */
    void sameAgain(boolean afterAnOutage) {
        again = true;
        temporalWasAway = afterAnOutage;
        if (!afterAnOutage) {
            String tried = host();
            beside = new OpenWork<>(() -> Async.function(() -> look(AttendanceOptions.EXCLUSION, tried)));
        }
    }

    /** Has the next attendance go to any other process, because the last one may be frozen and still hold polls. */
    void anotherOne() {
        again = false;
        excluded = host();
    }

    /** Has the next attendance go to any process, also to that of the last one, which is well. */
    void anyOne(Duration patience) {
        again = false;
        excluded = "";
        within(patience);
    }

    /** Ends the search for another process, because none is needed. */
    void stopLooking() {
        OpenWork<Optional<HostPlace>> search = beside;
        beside = null;
        if (search != null) {
            search.drop();
        }
    }

    /** Returns the process to go to; null: none was found within the time. */
    @Nullable HostPlace find() {
        if (!again) {
            place = search();
        }
        return place;
    }

    /** Looks for a process other than the one that has the call; null: there is none. */
    @Nullable HostPlace other() {
        again = false;
        return ask(AttendanceOptions.EXCLUSION, host());
    }

    /** Notes that the call is at this process now. */
    void moved(HostPlace taken) {
        place = taken;
    }

    /** Returns how long {@code attached} may take. */
    Duration patience() {
        return again ? startWithin().plus(AttendanceOptions.ADOPTED) : AttendanceOptions.JOINED;
    }

    /** Returns how long the process may take to begin. */
    Duration startWithin() {
        if (!again) {
            return AttendanceOptions.STARTED;
        }
        return temporalWasAway ? AttendanceOptions.STARTED_AFTER_OUTAGE : AttendanceOptions.STARTED_AGAIN;
    }

    /** Returns the name of the process that was found last. */
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
        PlaceCall stub =
                Workflow.newActivityStub(PlaceCall.class, AttendanceOptions.placing(within, summary, inMemory));
        try {
            return stub.place(new PlacementRequest(callId, excludedHost, inMemory ? true : null));
        } catch (ActivityFailure failure) {
            if (failure.getCause() instanceof CanceledFailure canceled) {
                throw canceled;
            }
            return null;
        }
    }
}
