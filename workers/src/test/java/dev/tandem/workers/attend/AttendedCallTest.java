package dev.tandem.workers.attend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workers.metrics.Meters;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.Utterance;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttendedCallTest {

    private static final Utterance HEARD = new Utterance(3, "Where is my order?");

    private final List<AttendedCall> attended = new ArrayList<>();

    @AfterEach
    void end() {
        attended.forEach(AttendedCall::end);
    }

    @Test
    void refusesALowerAttendanceThanItObeys() {
        AttendedCall call = attended(3);
        assertThatThrownBy(() -> call.obey(lease(2), "stale".getBytes(UTF_8)))
                .isInstanceOf(ApplicationFailure.class)
                .hasMessageContaining("attendance 2 is over: 3 attends");
        assertThat(call.lease().number()).isEqualTo(3);
    }

    @Test
    void beatsWithWhatItWasGivenUntilItsSessionIsThere() {
        AttendedCall call = attended(2);
        assertThat(call.heartbeat()).isEqualTo(new Heartbeat(0, List.of(HEARD), 0, "Your order"));
        assertThat(call.pauses()).isFalse();
    }

    @Test
    void asksToBeHandedOverOnceAnAttendance() {
        AttendedCall call = attended(2);
        assertThat(call.handOver()).isTrue();
        assertThat(call.handOver()).isFalse();

        call.obey(lease(3), "next".getBytes(UTF_8));

        assertThat(call.handOver()).isTrue();
    }

    @Test
    void tellsItsLastStateWhenItHasEnded() {
        AttendedCall call = attended(2);

        assertThat(call.end()).isTrue();
        assertThat(call.end()).isFalse();

        assertThat(call.stopped()).isCompleted();
        assertThat(call.eventualSession()).isCompletedWithValue(Optional.empty());
        assertThat(call.heartbeat()).isEqualTo(new Heartbeat(0, List.of(HEARD), 0, "Your order"));
    }

    private AttendedCall attended(int number) {
        AttendedCall call = new AttendedCall(lease(number), new ScriptedServer(), Meters.unread());
        attended.add(call);
        return call;
    }

    private static Lease lease(int number) {
        return new Lease("call", "shop/call", "room", number, 3, List.of(HEARD), "Your order");
    }
}
