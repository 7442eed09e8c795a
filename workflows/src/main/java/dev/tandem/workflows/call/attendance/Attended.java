package dev.tandem.workflows.call.attendance;

import dev.tandem.workflows.call.api.AttendCall;
import dev.tandem.workflows.protocol.Departure;
import dev.tandem.workflows.protocol.HostPlace;
import dev.tandem.workflows.protocol.Lease;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;

/** Follows one attendance: which process has it, and whether that process holds the room. */
final class Attended {

    final int number;
    final HostPlace place;
    boolean attached;
    private final OpenWork<Departure> work;

    Attended(int number, HostPlace place, ActivityOptions options, Lease lease) {
        this.number = number;
        this.place = place;
        AttendCall stub = Workflow.newActivityStub(AttendCall.class, options);
        this.work = new OpenWork<>(() -> Async.function(stub::attend, lease));
    }

    boolean isCompleted() {
        return work.isCompleted();
    }

    /**
     * Returns why nobody needs to attend any more.
     *
     * @throws ActivityFailure if the attendance was lost
     */
    Departure departure() {
        return work.get();
    }

    /** Returns whether nobody needs to attend any more. */
    boolean hasDeparted() {
        return work.isCompleted() && work.result().isPresent();
    }

    /** Returns how the process went that was replaced. */
    AttendanceFailure loss() {
        try {
            departure();
            return AttendanceFailure.REPLACED;
        } catch (ActivityFailure failure) {
            return AttendanceFailure.ofReplaced(failure);
        }
    }

    /** Gives the attendance up; nobody waits for it any more. */
    void drop() {
        work.drop();
    }
}
