package dev.tandem.workflows.call.api;

import dev.tandem.workflows.protocol.Departure;
import dev.tandem.workflows.protocol.Lease;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * Attends a call: holds its room for the life of the call, on the queue of one process.
 *
 * <p>The activity holds a {@link dev.tandem.workflows.protocol.Lease} and keeps it by its heartbeats, whose details are
 * a {@link dev.tandem.workflows.protocol.Heartbeat}. It completes when the caller leaves or the workflow ends the call;
 * it fails when another process takes its place.
 *
 * <p>When the caller leaves, the activity completes last: first the open turn is settled, and its outcome carries what
 * was said so far. Then the turn that is armed next gets {@link dev.tandem.workflows.protocol.TurnOutcome.Left}. Then
 * the activity completes. The call workflow waits 2 s for the outcome of a turn that is still open at that moment.
 */
@ActivityInterface
public interface AttendCall {

    @ActivityMethod(name = "AttendCall")
    Departure attend(Lease attendance);
}
