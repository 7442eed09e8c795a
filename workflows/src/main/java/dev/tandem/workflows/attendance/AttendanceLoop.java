package dev.tandem.workflows.attendance;

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
 * Keeps one process in the caller's room: places the call and has it attended. When an attendance is lost it goes back
 * to the same process first, which may be well and adopts its own session, then to any other. A process that wants to
 * go is replaced before it goes.
 */
public final class AttendanceLoop {

    /** What attending needs of the call's books, and writes into them. */
    public interface Books {

        Lease lease(int number);

        /** The last words of an attendance that died. */
        void lastBeat(Heartbeat beat);

        /** Recorded at once. */
        void record(CallEvent event);
    }

    private final CurrentHost host;
    private final Books books;
    private final Placement placing;
    private final CancellationScope scope;
    private @Nullable Promise<Void> attending;
    private @Nullable EndCall departure;
    private @Nullable Attended current;
    private @Nullable Attended coming;
    private boolean last;
    private int number;
    private int wantsToGo;
    private int failures;

    /** @param placing has begun to look for the first process */
    public AttendanceLoop(Placement placing, CurrentHost host, Books books) {
        this.host = host;
        this.books = books;
        this.placing = placing;
        this.scope = Workflow.newCancellationScope(() -> {
            attending = Async.procedure(this::attendToTheEnd);
        });
    }

    public void start() {
        scope.run();
    }

    /** Nobody is there to be attended any more: whoever does is the last. Returns when that is over, or soon. */
    public void end() {
        last = true;
        Promise<Void> open = attending;
        if (open != null) {
            TimedWait.await(
                    AttendanceOptions.LAST_OUTCOME, "for the host to leave", () -> open.isCompleted() || !isHeld());
        }
    }

    /** The attending process leaves by itself, or is told to; one that is on its way need not come. */
    public void leave() {
        end();
        giveUp();
    }

    /** Nobody is to attend the call, or to go on with it. */
    public void giveUp() {
        last = true;
        Promise<Void> open = attending;
        if (open != null) {
            if (!open.isCompleted()) {
                scope.cancel();
                placing.stopLooking();
            }
            open.get();
        }
    }

    private boolean isHeld() {
        Attended now = current;
        return now != null && now.attached;
    }

    /** A process says that it holds the room. The fence: only the newest attendance is believed. */
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

    /** A process that is being stopped wants to be replaced. */
    public void wantsToGo(int attendance) {
        wantsToGo = attendance;
    }

    /** How the call ended for those who attended it; null: somebody attends it, or will. */
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
                HostPlace place = placing.find();
                if (place == null) {
                    departure = EndCall.dropped("unattended");
                } else if (!last) {
                    follow(attend(place));
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

    private Attended attend(HostPlace place) {
        Lease lease = books.lease(++number);
        return new Attended(number, place, AttendanceOptions.attending(place, number, placing.startWithin()), lease);
    }

    /** Until the attendance is over, in whichever hands. */
    private void follow(Attended first) {
        Attended attended = first;
        current = first;
        if (first.number == 1) {
            host.expected(first.place.queue());
        }
        TimedWait.await(placing.patience(), "for the host to attach", () -> first.attached || first.isCompleted());
        if (!first.attached && !first.isCompleted()) {
            first.drop();
            lost(first, AttendanceFailure.NOT_ATTACHED);
            return;
        }
        if (first.attached) {
            placing.stopLooking();
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

    /** The next process comes into the room before this one leaves it. */
    private Attended replace(Attended leaving) {
        wantsToGo = 0;
        HostPlace place = placing.other();
        if (place == null || leaving.isCompleted()) {
            return leaving;
        }
        Attended next = attend(place);
        coming = next;
        TimedWait.await(placing.patience(), "for the next host to attach", () -> next.attached || next.isCompleted());
        coming = null;
        if (next.attached) {
            // Its place in the room is taken: it says what it heard until then.
            TimedWait.await(AttendanceOptions.LAST_OUTCOME, "for the leaving host's last words", leaving::isCompleted);
        }
        if (!next.attached || leaving.hasDeparted()) {
            next.drop();
            return leaving;
        }
        lost(leaving);
        placing.moved(place);
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

    /** A process that was replaced. */
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
        if (attended.attached) {
            placing.within(AttendanceOptions.RECONNECT);
        }
        if (attended.attached && loss.mayBeWell()) {
            placing.sameAgain(loss.temporalWasAway(Workflow.currentTimeMillis()));
        } else {
            placing.anotherOne();
            pause();
        }
    }

    private void take(Attended attended, AttendanceFailure loss) {
        Heartbeat beat = loss.lastBeat();
        if (beat != null) {
            books.lastBeat(beat);
        }
        record(new CallEvent.AttendanceLost(attended.number, attended.place.host(), loss.reason()));
    }

    /** What becomes of the last attendance is no event of the call: that may have ended. */
    private void record(CallEvent event) {
        if (!last) {
            books.record(event);
        }
    }

    /** Hosts that fail at once must not fill the history. */
    private void pause() {
        if (++failures > 1) {
            Workflow.sleep(Duration.ofMillis(Math.min(2_000, 250L * failures)));
        }
    }

    private static EndCall departed(Departure departure) {
        return switch (departure) {
            case CALLER_LEFT -> EndCall.completed("caller_left");
            case CALLER_LOST -> EndCall.dropped("caller_lost");
            case CALL_ENDED -> EndCall.completed("ended");
        };
    }
}
