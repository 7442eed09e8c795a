package dev.tandem.workers.attend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.metrics.Meters;
import dev.tandem.workflows.protocol.Lease;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AbandonedSessionsTest {

    private static final long PATIENCE_MS = 200;

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final AttendedCall call = new AttendedCall(lease(1), new ScriptedServer(), Meters.unread());

    @AfterEach
    void stop() {
        call.end();
        watch.shutdownNow();
    }

    @Test
    void waitsToBeAdoptedAndLeavesWhenNobodyComes() {
        long began = System.nanoTime();
        assertThat(abandoned(false, false).take(call)).isFalse();
        assertThat(done).isEmpty();

        await().until(() -> !done.isEmpty());

        assertThat(done).containsExactly("leaves");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(PATIENCE_MS));
    }

    @Test
    void staysWhereANewerAttendanceHasCome() throws Exception {
        assertThat(abandoned(false, false).take(call)).isFalse();
        call.obey(lease(2), "next".getBytes(UTF_8));

        // On the one thread on which the session would leave, and due later.
        watch.schedule(() -> {}, PATIENCE_MS, TimeUnit.MILLISECONDS).get();
        assertThat(done).isEmpty();
    }

    @Test
    void hangsUpBeforeItLeavesACallThatIsOver() {
        assertThat(abandoned(false, true).take(call)).isTrue();
        assertThat(done).containsExactly("hangs up", "leaves");
    }

    @Test
    void leavesAtOnceWhereTheProcessStoodStill() {
        assertThat(abandoned(true, false).take(call)).isFalse();
        assertThat(done).containsExactly("leaves");
    }

    @Test
    void leavesAtOnceAndHangsUpWhereTheProcessStoodStillAndTheCallIsOver() {
        assertThat(abandoned(true, true).take(call)).isTrue();
        assertThat(done).containsExactly("leaves", "hangs up");
    }

    private AbandonedSessions abandoned(boolean stoodStill, boolean over) {
        return new AbandonedSessions(
                watch,
                PATIENCE_MS,
                _ -> stoodStill,
                _ -> over,
                _ -> done.add("hangs up"),
                _ -> done.add("leaves"),
                Meters.unread());
    }

    private static Lease lease(int number) {
        return new Lease("call", "shop/call", "room", number, 1, List.of(), "");
    }
}
