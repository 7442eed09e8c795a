package dev.tandem.workers.attend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.turn.CallSession;
import dev.tandem.workflows.call.AttendCall.Attendance;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LiveCallsTest {

    private final LiveCalls calls = new LiveCalls();

    @Test
    void workThatComesBeforeItsAttendanceWaitsForTheSession() throws Exception {
        CompletableFuture<Optional<CallSession>> session = calls.sessionToCome("call");

        AttendedCall call = calls.attend("call", LiveCallsTest::call);
        assertThat(session).isNotDone();
        call.end();

        assertThat(session.get(5, SECONDS)).isEmpty();
    }

    @Test
    void workForACallThatNobodyAttendsHereIsRefusedAfterAWhile() throws Exception {
        assertThat(calls.sessionToCome("call").get(5, SECONDS)).isEmpty();
    }

    @Test
    void aCallThatGoesOnIsNotBegunAnew() {
        AttendedCall call = calls.attend("call", LiveCallsTest::call);

        assertThat(calls.attend("call", LiveCallsTest::call)).isSameAs(call);
        call.end();
        AttendedCall next = calls.attend("call", LiveCallsTest::call);
        assertThat(next).isNotSameAs(call);
        calls.remove(call);
        assertThat(calls.all()).containsExactly(next);
        next.end();
    }

    private static AttendedCall call() {
        Attendance attendance = new Attendance("call", "shop/call", "room", 1, 0, List.of(), "");
        return new AttendedCall(attendance, new ScriptedServer(), Meters.unread());
    }
}
