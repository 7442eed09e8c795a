package dev.tandem.workers.room.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FrameGateTest {

    private static final int ROUNDS = 5_000;

    @Test
    void letsOneInAtATime() {
        var gate = new FrameGate();

        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isFalse();
        gate.leave();
        assertThat(gate.enter()).isTrue();
    }

    @Test
    void letsNobodyInOnceItIsShut() {
        var gate = new FrameGate();

        gate.shut();
        gate.shut();

        assertThat(gate.enter()).isFalse();
    }

    @Test
    void isShutWhenTheOneInsideIsOut() {
        var gate = new FrameGate();
        assertThat(gate.enter()).isTrue();

        List<String> order = new CopyOnWriteArrayList<>();
        var shut = CompletableFuture.runAsync(gate::shut).thenRun(() -> order.add("shut"));

        order.add("out");
        gate.leave();

        assertThat(shut).succeedsWithin(Duration.ofSeconds(10));
        assertThat(order).containsExactly("out", "shut");
    }

    @Test
    void nobodyIsInsideOnceItIsShutHoweverTheyMeet() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            meet();
        }
    }

    /** Lets a sender enter and leave as fast as it can, while the gate is shut. */
    private static void meet() throws InterruptedException {
        var gate = new FrameGate();
        var shut = new AtomicBoolean();
        var insideAfterwards = new AtomicInteger();
        var over = new AtomicBoolean();
        var started = new CountDownLatch(1);
        var sender = CompletableFuture.runAsync(() -> {
            started.countDown();
            while (!over.get()) {
                if (gate.enter()) {
                    if (shut.get()) {
                        insideAfterwards.incrementAndGet();
                    }
                    Thread.onSpinWait();
                    if (shut.get()) {
                        insideAfterwards.incrementAndGet();
                    }
                    gate.leave();
                }
            }
        });
        started.await();

        gate.shut();
        shut.set(true);

        assertThat(gate.enter()).isFalse();
        over.set(true);
        assertThat(sender).succeedsWithin(Duration.ofSeconds(10));
        assertThat(insideAfterwards).hasValue(0);
    }
}
