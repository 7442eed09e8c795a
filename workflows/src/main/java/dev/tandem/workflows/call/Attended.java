package dev.tandem.workflows.call;

import dev.tandem.workflows.call.AttendCall.Attendance;
import dev.tandem.workflows.call.AttendCall.Departure;
import dev.tandem.workflows.call.PlaceCall.Place;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;

/** One attendance: at which process, and whether that one holds the room. */
final class Attended {

    final int number;
    final Place place;
    boolean attached;
    private final OpenWork<Departure> work;

    Attended(int number, Place place, ActivityOptions options, Attendance attendance) {
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
    Loss loss() {
        try {
            departure();
            return Loss.REPLACED;
        } catch (ActivityFailure failure) {
            return Loss.ofReplaced(failure);
        }
    }

    /** Nobody waits for it any more. */
    void drop() {
        work.drop();
    }
}
