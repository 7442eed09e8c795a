package dev.tandem.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to the process that attends a call, the call goes on (turns.md, When things die). */
@SuppressWarnings("NullAway.Init") // set before all tests
class WorkerFaultsIT {

    private static FaultyStack stack;
    private final Random random = new Random();

    @BeforeAll
    static void start() throws IOException {
        stack = FaultyStack.start(FaultyStack.Shape.TOGETHER, 2);
    }

    @AfterAll
    static void stop() {
        try {
            assertThat(stack.leftOver()).isEmpty();
        } finally {
            stack.close();
        }
    }

    @AfterEach
    void replace() {
        stack.replaceTheDead();
    }

    @ParameterizedTest
    @EnumSource
    void anotherWorkerGoesOnWhenTheFirstIsKilled(Moment moment) throws InterruptedException {
        KilledCall.Outcome outcome = new KilledCall(stack, moment, random).play();

        System.out.println(outcome.takeover());
        assertThat(Guarantees.brokenIn(outcome.call())).isEmpty();
        assertThat(outcome.call().status()).isEqualTo("completed");
    }
}
