package dev.tandem.bench.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.callers.TypingCaller.Shown;
import dev.tandem.stack.run.StackWorker;
import dev.tandem.stack.server.LocalServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Has a short test for each row of the table of faults in docs/turns.md. {@code make bench ONLY=recovery} runs the long
 * ones.
 */
@SuppressWarnings("NullAway.Init") // set before all tests
class WhenThingsDieIT {

    private static final String ORDER = "Where is my order A1234?";
    private static final String OTHER_ORDER = "And where is my order B2210?";
    private static final String POLICY = "What is your return policy?";
    private static final String GOODBYE = "Thank you, goodbye.";

    private static FaultyStack stack;
    private final Random random = new Random();

    @BeforeAll
    static void start() throws IOException {
        stack = FaultyStack.start(FaultyStack.Shape.TOGETHER, 2);
    }

    @BeforeEach
    void replace() {
        stack.replaceTheDead(2);
    }

    @AfterAll
    static void stop() {
        try {
            assertThat(stack.leftOver()).isEmpty();
        } finally {
            stack.close();
        }
    }

    @Test
    void theAttendingWorkerIsKilledInMidSpeech() throws InterruptedException {
        StruckCall.Outcome outcome = new StruckCall(stack, Moment.SPEAKING, Fault.killed(), random).play();

        assertThat(Guarantees.brokenIn(outcome.call())).isEmpty();
        assertThat(outcome.takeover().firstWord()).isPositive();
    }

    @Test
    void theAttendingWorkerIsKilledWhileItOpensTheCall() throws InterruptedException {
        try (LiveCall call = stack.dial("voice")) {
            Until.happens(
                    "the call was placed",
                    Duration.ofSeconds(20),
                    () -> !call.attending().isEmpty());
            Moment.pause(random.nextInt(150));

            call.attendant().kill();
            call.greeted();
            call.say(ORDER);
            call.say(GOODBYE);
            CallRecord over = call.hangUp();

            assertThat(Guarantees.brokenIn(over)).isEmpty();
            assertThat(over.status()).isEqualTo("completed");
        }
    }

    @Test
    void theAttendingWorkerIsFrozenAndThaws() throws InterruptedException {
        StruckCall.Outcome outcome =
                new StruckCall(stack, Moment.SPEAKING, Fault.frozen(Duration.ofSeconds(5)), random).play();

        assertThat(Guarantees.brokenIn(outcome.call())).isEmpty();
        assertThat(outcome.call().status()).isEqualTo("completed");
    }

    @Test
    void theAttendingWorkerIsStoppedForADeployment() throws InterruptedException {
        try (LiveCall call = stack.dial("chat")) {
            call.greeted();
            call.say(ORDER);
            StackWorker stopped = call.attendant();

            stopped.ask();
            call.attendedAfter(1);
            call.say(OTHER_ORDER);
            call.say(GOODBYE);
            CallRecord over = call.hangUp();

            assertThat(Guarantees.brokenIn(over)).isEmpty();
            assertThat(over.payloads("attendance.lost"))
                    .extracting(lost -> lost.path("reason").asString())
                    .containsExactly("handed_over");
            Until.happens("the worker ended", Duration.ofSeconds(20), () -> !stopped.isAlive());
        }
    }

    @Test
    void theAttendingWorkerIsStoppedWhileItSpeaksAndTheNextOneGoesOnAtTheClause() throws InterruptedException {
        try (LiveCall call = stack.dial("voice")) {
            call.greeted();
            call.type(POLICY);
            Until.happens(
                    "the agent spoke",
                    Duration.ofSeconds(30),
                    () -> call.caller().firstSound() != 0);
            int attendance = call.caller().attendance();

            call.attendant().ask();
            call.attendedAfter(attendance);
            Shown rest = call.answered(POLICY);
            call.say(GOODBYE);

            assertThat(Guarantees.brokenIn(call.hangUp())).isEmpty();
            assertThat(rest.text())
                    .contains("Sorry, there was a short break.", "Gift cards")
                    .doesNotContain("You can return anything");
        }
    }

    @Test
    void twoWorkersAreKilledOneAfterTheOther() throws InterruptedException {
        stack.replaceTheDead(3);
        try (LiveCall call = stack.dial("chat")) {
            call.greeted();
            call.say(ORDER);
            call.attendant().kill();
            call.attendedAfter(1);
            int second = call.caller().attendance();
            call.attendant().kill();
            call.attendedAfter(second);
            call.say(OTHER_ORDER);
            call.say(GOODBYE);

            assertThat(Guarantees.brokenIn(call.hangUp())).isEmpty();
        }
    }

    @Test
    void temporalIsAwayWhileTheCallerAsks() throws InterruptedException {
        try (LiveCall call = stack.dial("chat")) {
            call.greeted();
            call.say(ORDER);
            stack.servers().temporal().kill();
            call.type("Thank you very much.");
            call.type(OTHER_ORDER);
            Moment.pause(5_000);
            stack.servers().temporal().start();
            call.answered(OTHER_ORDER);
            call.say(GOODBYE);

            assertThat(Guarantees.brokenIn(call.hangUp())).isEmpty();
        }
    }

    @Test
    void theDatabaseIsAway() throws InterruptedException {
        try (LiveCall call = stack.dial("chat")) {
            call.greeted();
            away(stack.servers().postgres(), () -> {
                call.say(ORDER);
                call.say(OTHER_ORDER);
            });
            call.say(GOODBYE);

            assertThat(Guarantees.brokenIn(call.hangUp())).isEmpty();
        }
    }

    @Test
    void liveKitIsAwayForAMoment() throws InterruptedException {
        try (LiveCall call = stack.dial("chat")) {
            call.greeted();
            call.say(ORDER);
            away(stack.servers().liveKit(), () -> Moment.pause(5_000));
            call.say(OTHER_ORDER);
            call.say(GOODBYE);

            assertThat(Guarantees.brokenIn(call.hangUp())).isEmpty();
        }
    }

    @Test
    void theCallerIsLostAndComesBack() throws InterruptedException {
        try (LiveCall call = stack.dial("chat")) {
            call.greeted();
            call.say(ORDER);
            call.comeBack();
            call.say(OTHER_ORDER);
            call.say(GOODBYE);
            CallRecord over = call.hangUp();

            assertThat(Guarantees.brokenIn(over)).isEmpty();
            assertThat(over.history().attendances()).hasSize(1);
        }
    }

    private static void away(LocalServer server, Runnable meanwhile) {
        server.kill();
        try {
            meanwhile.run();
        } finally {
            server.start();
        }
    }
}
