package dev.tandem.workers.attend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.live.CallSession;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workflows.protocol.Lease;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AttendedCallsTest {

    private static final Lease LEASE = new Lease("call", "shop/call", "room", 1, 0, List.of(), "");

    private final AttendedCalls calls =
            new AttendedCalls(new Places(1, System::nanoTime), new Places(1, System::nanoTime));

    @Test
    void workThatComesBeforeItsAttendanceWaitsForTheSession() throws Exception {
        AttendedCall begun = call();
        CompletableFuture<Optional<CallSession>> session = calls.sessionToCome("call");

        AttendedCall call = calls.attend(LEASE, "shop", () -> begun).orElseThrow();
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
        AttendedCall call = calls.attend(LEASE, "shop", AttendedCallsTest::call).orElseThrow();

        assertThat(calls.attend(LEASE, "shop", AttendedCallsTest::call).orElseThrow())
                .isSameAs(call);
        call.end();
        AttendedCall next = calls.attend(LEASE, "shop", AttendedCallsTest::call).orElseThrow();
        assertThat(next).isNotSameAs(call);
        calls.remove(call);
        assertThat(calls.all()).containsExactly(next);
        next.end();
    }

    private static AttendedCall call() {
        return new AttendedCall(LEASE, new ScriptedServer(), Meters.unread());
    }
}
