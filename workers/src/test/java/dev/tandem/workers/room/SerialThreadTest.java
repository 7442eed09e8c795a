package dev.tandem.workers.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SerialThreadTest {

    private final SerialThread thread = new SerialThread("test");

    @Test
    void aTaskThatFailsHoldsUpNone() {
        List<String> done = new CopyOnWriteArrayList<>();

        thread.execute(() -> done.add("first"));
        thread.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        thread.execute(() -> done.add("last"));
        thread.end();

        assertThat(thread.awaitEnd(Duration.ofSeconds(5))).isTrue();
        assertThat(done).containsExactly("first", "last");
    }

    @Test
    void knowsItsOwnThread() {
        List<Boolean> seen = new CopyOnWriteArrayList<>();

        thread.execute(() -> seen.add(thread.isCurrent()));
        thread.end();

        assertThat(thread.awaitEnd(Duration.ofSeconds(5))).isTrue();
        assertThat(seen).containsExactly(true);
        assertThat(thread.isCurrent()).isFalse();
    }

    @Test
    void takesNothingAfterItsEnd() {
        thread.end();

        assertThatThrownBy(() -> thread.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}
