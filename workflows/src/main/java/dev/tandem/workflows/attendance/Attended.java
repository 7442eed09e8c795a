package dev.tandem.workflows.attendance;

import dev.tandem.workflows.call.api.AttendCall;
import dev.tandem.workflows.protocol.Departure;
import dev.tandem.workflows.protocol.HostPlace;
import dev.tandem.workflows.protocol.Lease;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;

/** One attendance: at which process, and whether that one holds the room. */
final class Attended {

    final int number;
    final HostPlace place;
    boolean attached;
    private final OpenWork<Departure> work;

    Attended(int number, HostPlace place, ActivityOptions options, Lease attendance) {
        this.number = number;
        this.place = place;
        AttendCall stub = Workflow.newActivityStub(AttendCall.class, options);
        this.work = new OpenWork<>(() -> Async.function(stub::attend, attendance));
    }

    boolean isCompleted() {
        return work.isCompleted();
    }

    /** @throws ActivityFailure if it was lost */
    Departure departure() {
        return work.get();
    }

    /** Whether nobody needs to attend any more. */
    boolean hasDeparted() {
        return work.isCompleted() && work.result().isPresent();
    }

    /** How a process went that was replaced. */
    AttendanceFailure loss() {
        try {
            departure();
            return AttendanceFailure.REPLACED;
        } catch (ActivityFailure failure) {
            return AttendanceFailure.ofReplaced(failure);
        }
    }

    /** Nobody waits for it any more. */
    void drop() {
        work.drop();
    }
}
