package dev.tandem.workers.attend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.ActivityNotExistsException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatSenderTest {

    private final ScriptedServer server = new ScriptedServer();
    private final AtomicReference<Object> state = new AtomicReference<>("quiet");
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final HeartbeatSender heartbeats = new HeartbeatSender(server, this::state, 20, new Meters(figures));

    @AfterEach
    void stop() {
        heartbeats.close();
    }

    @Test
    void anAttemptIsConfirmedByItsOwnFirstHeartbeat() {
        Attempt attempt = adopt("first");

        await().until(attempt.confirmed()::isDone);
        assertThat(attempt.confirmed()).isCompleted();
        assertThat(attempt.over()).isNotDone();
    }

    @Test
    void anAttemptThatTheServerHasGivenUpIsNeverConfirmed() {
        server.gaveUp("thawed");

        Attempt attempt = adopt("thawed");

        await().until(attempt.over()::isDone);
        assertThat(attempt.confirmed()).isCompletedExceptionally();
        assertThat(attempt.over())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(ActivityNotExistsException.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, StackOverflowError.class, AssertionError.class})
    void aStateThatCannotBeMadeEndsTheAttemptAndNotTheSender(Class<? extends Throwable> kind) throws Exception {
        Throwable fault = kind.getDeclaredConstructor().newInstance();
        Attempt attempt = adopt("first");
        await().until(attempt.confirmed()::isDone);
        broken.set(fault);
        await().until(attempt.over()::isDone);
        assertThat(attempt.over()).isCompletedExceptionally();
        assertThat(figures.get("tandem.faults")
                        .tag("where", "heartbeat")
                        .counter()
                        .count())
                .isPositive();

        broken.set(null);
        Attempt next = adopt("second");
        await().until(next.confirmed()::isDone);
        assertThat(next.confirmed()).isCompleted();
    }

    private Object state() {
        Throwable fault = broken.get();
        if (fault instanceof Error error) {
            throw error;
        }
        if (fault instanceof RuntimeException exception) {
            throw exception;
        }
        return state.get();
    }

    @Test
    void countsWhatBecomesOfHeartbeats() {
        Attempt attempt = adopt("first");
        await().until(attempt.confirmed()::isDone);
        server.away(true);
        await().until(() -> heartbeats("unanswered") >= 1);
        server.gaveUp("first");
        server.away(false);
        await().until(attempt.over()::isDone);

        assertThat(heartbeats("acknowledged")).isPositive();
        assertThat(heartbeats("refused")).isEqualTo(1);
    }

    @Test
    void anOlderAttemptIsOverWhenANewerOneIsAdopted() {
        Attempt older = adopt("older");
        await().until(older.confirmed()::isDone);

        Attempt newer = adopt("newer");

        assertThat(older.over()).isCompleted();
        await().until(newer.confirmed()::isDone);
    }

    @Test
    void whatIsRecordedWaitsWhileTheServerIsAwayAndIsThereAfterIt() {
        adopt("first");
        server.away(true);
        state.set("heard");

        CompletableFuture<Void> durable = heartbeats.record();
        assertThat(server.acknowledged).doesNotContain("heard");
        server.away(false);

        await().until(durable::isDone);
        assertThat(server.acknowledged).contains("heard");
    }

    @Test
    void whatIsRecordedAfterARefusalWaitsForTheNextAttempt() {
        Attempt refused = adopt("first");
        server.gaveUp("first");
        await().until(refused.over()::isDone);

        CompletableFuture<Void> durable = heartbeats.record();
        assertThat(durable).isNotDone();
        adopt("second");

        await().until(durable::isDone);
        assertThat(durable).isCompleted();
    }

    private double heartbeats(String outcome) {
        return figures.get("tandem.heartbeats")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private Attempt adopt(String token) {
        return heartbeats.adopt(token.getBytes(UTF_8));
    }
}
