package dev.tandem.workflows.call.api;

import dev.tandem.workflows.protocol.Departure;
import dev.tandem.workflows.protocol.Lease;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Owns the room for the life of a call, on the queue of one process. Heartbeats with {@link
 * dev.tandem.workflows.protocol.Heartbeat}. Only the caller's leaving (or the workflow's end) completes it; eviction fails it.
 *
 * <p>It completes after the last outcome has been handed over: the caller's leaving settles the open turn (its outcome
 * carries what was said so far), the turn armed next gets {@link dev.tandem.workflows.protocol.TurnOutcome.Left}, then the
 * attendance completes. The call workflow waits 2 s for the outcome of a turn that is open when the attendance completes.
 */
@ActivityInterface
public interface AttendCall {

    @ActivityMethod(name = "AttendCall")
    Departure attend(Lease attendance);
}
