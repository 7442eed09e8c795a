package dev.tandem.workflows.call;

import dev.tandem.workflows.call.AttendCall.Attendance;
import dev.tandem.workflows.call.AttendCall.Departure;
import dev.tandem.workflows.call.NextStep.EndCall;
import dev.tandem.workflows.call.PlaceCall.Place;
import dev.tandem.workflows.turn.Beat;
import io.temporal.activity.ActivityOptions;
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
 * to the same process first, which may be well and adopts its own session, then to any other.
 */
final class Attending {

    /** What attending needs of the call's books, and writes into them. */
    interface Books {

        Attendance attendance(int number);

        /** The last words of an attendance that died. */
        void lastBeat(Beat beat);

        /** Recorded at once. */
        void record(Entry entry);
    }

    private final Duration longest;
    private final Host host;
    private final Books books;
    private final Placing placing;
    private final CancellationScope scope;
    private @Nullable Promise<Void> attending;
    private @Nullable EndCall departure;
    private int number;
    private int attached;
    private int failures;

    Attending(String callId, Duration longest, Host host, Books books) {
        this.longest = longest;
        this.host = host;
        this.books = books;
        this.placing = new Placing(callId);
        this.scope = Workflow.newCancellationScope(() -> {
            attending = Async.procedure(this::attendToTheEnd);
        });
    }

    void start() {
        placing.within(CallOptions.FIRST_PLACE);
        scope.run();
    }

    /** The attending process leaves by itself, or is told to. */
    void leave() {
        Promise<Void> open = attending;
        if (open != null) {
            if (!Workflow.await(CallOptions.LAST_OUTCOME, open::isCompleted)) {
                scope.cancel();
            }
            open.get();
        }
    }

    /** A process says that it holds the room. The fence: only the newest attendance is believed. */
    void attached(String queue, int attendance) {
        if (attendance != number || departure != null) {
            return;
        }
        if (attached < number && number > 1) {
            books.record(Entries.attendanceResumed(number, placing.host()));
        }
        attached = number;
        failures = 0;
        host.held(queue);
    }

    /** How the call ended for those who attended it; null: somebody attends it, or will. */
    @Nullable EndCall departure() {
        Promise<Void> open = attending;
        if (open != null && open.isCompleted() && open.getFailure() != null) {
            throw open.getFailure();
        }
        return departure;
    }

    int attendances() {
        return number;
    }

    private void attendToTheEnd() {
        try {
            while (departure == null) {
                Workflow.await(host::isIdle);
                Place place = placing.find();
                if (place == null) {
                    departure = EndCall.dropped("unattended");
                } else {
                    attend(place);
                }
            }
        } catch (CanceledFailure ended) {
            departure = EndCall.completed("left");
        }
    }

    private void attend(Place place) {
        Attendance attendance = books.attendance(++number);
        ActivityOptions options =
                CallOptions.attending(place.queue(), longest, "attendance " + number + " · " + place.host());
        AttendCall stub = Workflow.newActivityStub(AttendCall.class, options);
        OpenWork<Departure> open = new OpenWork<>(() -> Async.function(stub::attend, attendance));
        Workflow.await(placing.patience(), () -> attached == number || open.isCompleted());
        if (attached == number) {
            Workflow.await(open::isCompleted);
        }
        if (!open.isCompleted()) {
            open.drop();
            lost(place, Loss.NOT_ATTACHED);
            return;
        }
        try {
            departure = departed(open.get());
        } catch (ActivityFailure failure) {
            lost(place, Loss.of(failure));
        }
    }

    private void lost(Place place, Loss loss) {
        host.lost();
        Beat beat = loss.lastBeat();
        if (beat != null) {
            books.lastBeat(beat);
        }
        books.record(Entries.attendanceLost(number, place.host(), loss.reason()));
        boolean wasAttached = attached == number;
        if (wasAttached) {
            placing.within(CallOptions.RECONNECT);
        }
        if (wasAttached && loss.mayBeWell()) {
            placing.sameAgain();
        } else {
            placing.anotherOne();
            pause();
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
