package dev.tandem.workflows.call.attendance;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.protocol.Departure;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.HostPlace;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.rules.Action.EndCall;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one process in the caller's room. It places the call and has a process attend it.
 *
 * <p>When an attendance is lost, the loop first goes back to the same process, which may be well: it then adopts its
 * own session. After that it goes to any other process. A process that wants to go is replaced before it goes.
 *
 * <p>Each attendance has a lease with a number of its own, which is its fencing token. Only the newest one is believed.
 */
public final class AttendanceLoop {

    /** Gives the loop what it needs of the call's state, and takes what becomes of an attendance. */
    public interface Projection {

        Lease lease(int number);

        /** Takes the last heartbeat of an attendance that died. */
        void lastHeartbeat(Heartbeat heartbeat);

        /** Returns whether the caller has said all that the agent waits for, so that it is the agent's turn. */
        boolean isAgentsTurn();

        /** Notes that something broke in the session of an attendance. */
        void broke();

        /** Records an event at once. */
        void record(CallEvent event);
    }

    /** Why an attendance is over that gave its place back, and why a call ends that nobody has joined. */
    public static final String NOT_JOINED = "not_joined";

    /** Why an attendance of a call in memory is over that gave its place back: its caller has written nothing. */
    public static final String NOTHING_WRITTEN = "nothing_written";

    private final CurrentHost host;
    private final Projection projection;
    private final Placement placement;
    private final LateCaller lateCaller;
    private final CancellationScope scope;
    private @Nullable Promise<Void> attending;
    private @Nullable EndCall departure;
    private @Nullable Attended current;
    private @Nullable Attended coming;
    private boolean last;
    private int number;
    private int wantsToGo;
    private int failures;

    /**
     * Creates a loop.
     *
     * @param placement has begun to look for the first process
     * @param join time from now within which somebody has to join the call
     */
    public AttendanceLoop(Placement placement, CurrentHost host, Projection projection, Duration join) {
        this.lateCaller = new LateCaller(join);
        this.host = host;
        this.projection = projection;
        this.placement = placement;
        this.scope = Workflow.newCancellationScope(() -> {
            attending = Async.procedure(this::attendToTheEnd);
        });
    }

    public void start() {
        scope.run();
    }

    /**
     * Ends the loop after the present attendance, because nobody is there to be attended any more. It returns when that
     * attendance is over, or after a short time.
     */
    public void end() {
        last = true;
        Promise<Void> open = attending;
        if (open != null) {
            TimedWait.await(
                    AttendanceOptions.LAST_OUTCOME, "for the host to leave", () -> open.isCompleted() || !isHeld());
        }
    }

    /** Lets the attending process leave by itself, or tells it to leave. A process that is on its way need not come. */
    public void leave() {
        end();
        giveUp();
    }

    /** Cancels the present attendance. No process attends the call or goes on with it. */
    public void giveUp() {
        last = true;
        Promise<Void> open = attending;
        if (open != null) {
            if (!open.isCompleted()) {
                scope.cancel();
                placement.stopLooking();
            }
            open.get();
        }
    }

    private boolean isHeld() {
        Attended now = current;
        return now != null && now.attached;
    }

    /** Takes a process's report that it holds the room. This is the fence: only the newest attendance is believed. */
    public void attached(int attendance) {
        Attended now = current;
        Attended next = coming;
        if (departure != null || last) {
            return;
        }
        if (next != null) {
            next.attached |= next.number == attendance;
        } else if (now != null && now.number == attendance) {
            hold(now);
        }
    }

    /** Returns whether this attendance is the one that holds the room. */
    public boolean isHeldBy(int attendance) {
        Attended now = current;
        return now != null && now.number == attendance;
    }

    /** Takes the wish of a process that is being stopped to be replaced. */
    public void wantsToGo(int attendance) {
        wantsToGo = attendance;
    }

    /**
     * Takes the news that the caller of a call that nobody attends has joined its room, or has written if it has none.
     */
    public void callerJoined() {
        lateCaller.joined();
    }

    /** Returns how the attendance of the call ended; null: a process attends it, or will. */
    public @Nullable EndCall departure() {
        Promise<Void> open = attending;
        if (open != null && open.isCompleted() && open.getFailure() != null) {
            throw open.getFailure();
        }
        return departure;
    }

    public int attendances() {
        return number;
    }

    private void attendToTheEnd() {
        try {
            while (departure == null && !last) {
                Workflow.await(host::isIdle);
                if (lateCaller.isAwaited() && !callerComes()) {
                    departure = EndCall.dropped(NOT_JOINED);
                } else if (!last) {
                    goOn();
                }
            }
        } catch (CanceledFailure ended) {
            departure = EndCall.completed("left");
            Attended now = current;
            if (now != null) {
                now.drop();
            }
        }
    }

    /** Waits without a place until the caller joins, or the call ends. */
    private boolean callerComes() {
        boolean comes = lateCaller.comes(() -> last);
        placement.anyOne(AttendanceOptions.FIRST_PLACE);
        return comes || last;
    }

    private void goOn() {
        HostPlace place = placement.find();
        if (place == null) {
            departure = EndCall.dropped("unattended");
        } else if (!last) {
            follow(attend(place));
        }
    }

    private Attended attend(HostPlace place) {
        Lease lease = projection.lease(++number);
        return new Attended(number, place, AttendanceOptions.attending(place, number, placement.startWithin()), lease);
    }

    /** Follows the call from this attendance on, through any hand-over, until no process attends it. */
    private void follow(Attended first) {
        Attended attended = first;
        current = first;
        if (first.number == 1) {
            host.expected(first.place.queue());
        }
        TimedWait.await(placement.patience(), "for the host to attach", () -> first.attached || first.isCompleted());
        if (!first.attached && !first.isCompleted()) {
            first.drop();
            lost(first, AttendanceFailure.NOT_ATTACHED);
            return;
        }
        if (first.attached) {
            placement.stopLooking();
        }
        while (!attended.isCompleted()) {
            Attended here = attended;
            Workflow.await(() -> here.isCompleted() || wantsToGo == here.number);
            attended = here.isCompleted() ? here : replace(here);
            current = attended;
        }
        try {
            departure = departed(attended.departure());
        } catch (ActivityFailure failure) {
            lost(attended, AttendanceFailure.of(failure));
        }
    }

    /**
     * Has the next process enter the room before this one leaves it.
     *
     * <p>The next process is placed and gets the next lease. Once it holds the room, the leaving process has lost its
     * place there and reports what it heard until then. If the next process does not come, or the caller has left
     * meanwhile, the leaving process stays.
     */
    private Attended replace(Attended leaving) {
        wantsToGo = 0;
        HostPlace place = placement.other();
        if (place == null || leaving.isCompleted()) {
            return leaving;
        }
        Attended next = attend(place);
        coming = next;
        TimedWait.await(placement.patience(), "for the next host to attach", () -> next.attached || next.isCompleted());
        coming = null;
        if (next.attached) {
            // The leaving process has lost its place in the room: it reports what it heard until then.
            TimedWait.await(AttendanceOptions.LAST_OUTCOME, "for the leaving host's last words", leaving::isCompleted);
        }
        if (!next.attached || leaving.hasDeparted()) {
            next.drop();
            return leaving;
        }
        lost(leaving);
        placement.moved(place);
        record(new CallEvent.AttendanceResumed(next.number, place.host()));
        host.held(place.queue());
        return next;
    }

    private void hold(Attended attended) {
        if (attended.attached) {
            host.asksAgain();
            return;
        }
        if (attended.number > 1) {
            record(new CallEvent.AttendanceResumed(attended.number, attended.place.host()));
        }
        attended.attached = true;
        failures = 0;
        host.held(attended.place.queue());
    }

    /** Records the loss of a process that was replaced. */
    private void lost(Attended replaced) {
        if (!replaced.isCompleted()) {
            replaced.drop();
        }
        take(replaced, replaced.loss());
    }

    private void lost(Attended attended, AttendanceFailure loss) {
        current = null;
        host.lost();
        take(attended, loss);
        if (loss.callerIsAway()) {
            lateCaller.expect();
            if (loss.nothingWritten() && projection.isAgentsTurn()) {
                // The line came while the process left.
                lateCaller.joined();
            }
            return;
        }
        if (attended.attached) {
            placement.within(AttendanceOptions.RECONNECT);
        }
        if (attended.attached && loss.mayBeWell()) {
            placement.sameAgain(loss.temporalWasAway(Workflow.currentTimeMillis()));
        } else {
            placement.anotherOne();
            pause();
        }
    }

    private void take(Attended attended, AttendanceFailure loss) {
        Heartbeat heartbeat = loss.lastHeartbeat();
        if (heartbeat != null) {
            projection.lastHeartbeat(heartbeat);
        }
        if (loss.isBroken()) {
            projection.broke();
        }
        record(new CallEvent.AttendanceLost(attended.number, attended.place.host(), loss.reason()));
    }

    /** Records an event, but not of the last attendance: the call may have ended by then. */
    private void record(CallEvent event) {
        if (!last) {
            projection.record(event);
        }
    }

    /** Waits a little, so that hosts which fail at once do not fill the history. */
    private void pause() {
        if (++failures > 1) {
            Workflow.sleep(Duration.ofMillis(Math.min(2_000, 250L * failures)));
        }
    }

    private static EndCall departed(Departure departure) {
        return switch (departure) {
            case CALLER_LEFT -> EndCall.completed("caller_left");
            case CALLER_LOST -> EndCall.dropped("caller_lost");
            case NOT_JOINED -> EndCall.dropped(NOT_JOINED);
            case CALL_ENDED -> EndCall.completed("ended");
        };
    }
}
