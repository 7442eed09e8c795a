package dev.tandem.bench.recovery;

import dev.tandem.stack.run.StackWorker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Plays a call in which a fault strikes the process that attends it, at a chosen moment. */
final class StruckCall {

    static final String ORDER = "Where is my order A1234?";
    static final String OTHER_ORDER = "And where is my order B2210?";
    static final String GOODBYE = "Thank you, goodbye.";

    private static final Duration HEARD_AGAIN = Duration.ofSeconds(30);

    private final FaultyStack stack;
    private final Moment moment;
    private final Fault fault;
    private final RandomGenerator random;

    StruckCall(FaultyStack stack, Moment moment, Fault fault, RandomGenerator random) {
        this.stack = stack;
        this.moment = moment;
        this.fault = fault;
        this.random = random;
    }

    /** The outcome of the call. */
    record Outcome(CallRecord call, Takeover takeover) {}

    /** Plays the call to its end, with a caller who types and listens. A frozen process thaws in the middle of it. */
    Outcome play() throws InterruptedException {
        try (LiveCall call = stack.dial("voice")) {
            call.greeted();
            call.say(ORDER);
            StackWorker attendant = call.attendant();
            moment.reach(stack, call, random);
            int attendance = call.caller().attendance();
            long struck = System.nanoTime();
            long struckAt = System.currentTimeMillis();
            CompletableFuture<Void> over = fault.strike(attendant);
            call.rememberDurable();
            call.attendedAfter(attendance);
            double room = ms(call.caller().attendedSince() - struck);
            moment.leave(stack);
            double word = goOn(call, struck);
            over.join();
            call.say(GOODBYE);
            CallRecord record = call.hangUp();
            return new Outcome(record, new Takeover(moment, record.history().lostAfter(struckAt), room, word));
        } finally {
            moment.leave(stack);
        }
    }

    /** @return time from the fault to the first word, ms; -1 if nothing that was heard needed an answer */
    private double goOn(LiveCall call, long struck) {
        if (moment == Moment.LISTENING) {
            call.say(moment.line());
            return -1;
        }
        call.answered(moment.line());
        Until.happens(
                "the agent was heard again", HEARD_AGAIN, () -> call.caller().firstSound() != 0);
        return call.hasRepeated() ? -1 : ms(call.caller().firstSound() - struck);
    }

    private static double ms(long nanos) {
        return nanos / 1e6;
    }
}
