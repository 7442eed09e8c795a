package dev.tandem.workers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.metrics.Meters;
import dev.tandem.workflows.protocol.TransferReceipt;
import dev.tandem.workflows.protocol.TransferRequest;
import dev.tandem.workflows.protocol.TurnOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks each part of a call in each way. Whatever breaks, the turn ends, with an apology where there is a voice, or the
 * attendance ends, so that another process takes the call over.
 */
@Execution(ExecutionMode.CONCURRENT)
class BrokenPartsTest extends SessionStage {

    private static final String APOLOGY = "I'm sorry, something went wrong on my side. Could you say that again?";

    private static final List<Supplier<Throwable>> FAULTS = List.of(
            () -> new IllegalStateException("a defect"),
            StackOverflowError::new,
            () -> new OutOfMemoryError("made up"),
            () -> new NoClassDefFoundError("dev/tandem/Gone"),
            () -> new AssertionError("not so"));

    enum AttendanceEnds {
        DETECTOR(Meters.Fault.EARS),
        RECOGNISER(Meters.Fault.EARS),
        FRAMES(Meters.Fault.ROOM),
        EVENTS(Meters.Fault.ROOM),
        TEXTS_FOR_GOOD(Meters.Fault.MAILBOX);

        private final Meters.Fault counted;

        AttendanceEnds(Meters.Fault counted) {
            this.counted = counted;
        }
    }

    enum TurnEnds {
        MODEL(Meters.Fault.MODEL, true),
        TEXT_ONCE(Meters.Fault.MAILBOX, true),
        CLAUSE(Meters.Fault.VOICE, false),
        VOICE(Meters.Fault.VOICE, false);

        private final Meters.Fault counted;
        private final boolean apologises;

        TurnEnds(Meters.Fault counted, boolean apologises) {
            this.counted = counted;
            this.apologises = apologises;
        }
    }

    static Stream<Arguments> attendances() {
        return Stream.of(AttendanceEnds.values())
                .flatMap(place -> FAULTS.stream().map(fault -> Arguments.of(place, fault.get())));
    }

    static Stream<Arguments> turns() {
        return Stream.of(TurnEnds.values())
                .flatMap(place -> FAULTS.stream().map(fault -> Arguments.of(place, fault.get())));
    }

    static Stream<Throwable> faults() {
        return FAULTS.stream().map(Supplier::get);
    }

    @ParameterizedTest
    @MethodSource("attendances")
    void theAttendanceEnds(AttendanceEnds place, Throwable fault) {
        greet();
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        switch (place) {
            case DETECTOR -> {
                speech.breaks.put("vad", fault);
                room.silence(400);
            }
            case RECOGNISER -> {
                speech.breaks.put("stt", fault);
                room.noise(400);
                room.silence(700);
            }
            case FRAMES -> room.noFrames = fault;
            case EVENTS -> room.listener.broken(fault);
            case TEXTS_FOR_GOOD -> {
                model.says("One.").says("Two.").says("Three.").says("Four.");
                room.noTexts = fault;
                room.listener.chat("Where is my order?");
            }
        }
        await().until(session.departure()::isCompletedExceptionally);
        assertThat(session.departure().exceptionNow())
                .isInstanceOfSatisfying(
                        SessionLostException.class,
                        lost -> assertThat(lost.why()).isEqualTo(SessionLostException.Cause.BROKEN));
        assertThat(counted(place.counted)).isPositive();
        session.close();
        assertThat(turn).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void aTransferThatBreaksEndsTheAttendanceAndIsAnswered() {
        greet();
        CompletableFuture<TransferReceipt> transfer =
                session.transfer(new TransferRequest("call", 1, "p", "a", "nobody", null));
        assertThat(transfer).failsWithin(Duration.ofSeconds(10));
        await().until(session.departure()::isCompletedExceptionally);
        assertThat(counted(Meters.Fault.MAILBOX)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("turns")
    void theTurnEnds(TurnEnds place, Throwable fault) {
        greet();
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        switch (place) {
            case MODEL ->
                model.then(_ -> {
                    throw ScriptedSpeech.<RuntimeException>unchecked(fault);
                });
            case TEXT_ONCE -> {
                model.says("It is on its way.");
                room.refusals.set(1);
                room.noTexts = fault;
            }
            case CLAUSE -> {
                model.says("It is on its way.");
                speech.breaks.put("voice", fault);
            }
            case VOICE -> {
                model.says("It is on its way.");
                speech.breaks.put("open", fault);
            }
        }
        room.listener.chat("Where is my order?");
        TurnOutcome outcome = turn.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(counted(place.counted)).isPositive();
        if (place.apologises) {
            assertThat(outcome).isInstanceOf(TurnOutcome.Failed.class);
            await().until(this::hasApologised);
        }

        speech.breaks.clear();
        room.noTexts = null;
        model.says("Tomorrow.");
        CompletableFuture<TurnOutcome> next = session.arm(step(2, 1));
        room.listener.chat("When?");
        // A model that was stopped before it began has its first answer left.
        assertThat(replied(next).words()).isIn("Tomorrow.", "It is on its way.");
        assertThat(session.departure()).isNotDone();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aCallerWhoseWordsCannotBeRecognisedIsAskedToSayThemAgain(Throwable fault) {
        greet();
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        speech.breaks.put("words", fault);
        room.noise(400);
        room.silence(700);
        await().until(this::hasApologised);
        assertThat(counted(Meters.Fault.EARS)).isPositive();
        speech.breaks.clear();
        model.says("Soon.");
        room.listener.chat("Where is my order?");
        assertThat(replied(turn).words()).contains("Soon.");
    }

    private boolean hasApologised() {
        return room.transcript.stream().anyMatch(line -> line.startsWith("agent: ") && line.endsWith(APOLOGY));
    }

    private double counted(Meters.Fault where) {
        return figures.get("tandem.faults")
                .tag("where", where.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }
}
