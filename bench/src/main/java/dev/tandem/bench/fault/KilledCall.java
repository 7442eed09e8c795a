package dev.tandem.bench.fault;

import dev.tandem.stack.run.WorkerProcess;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** A call whose process is killed at a moment of it, and which goes on with another. */
final class KilledCall {

    static final String ORDER = "Where is my order A1234?";
    static final String GOODBYE = "Thank you, goodbye.";

    private final FaultyStack stack;
    private final Moment moment;
    private final RandomGenerator random;

    KilledCall(FaultyStack stack, Moment moment, RandomGenerator random) {
        this.stack = stack;
        this.moment = moment;
        this.random = random;
    }

    /** What came of it. */
    record Outcome(CallRecord call, Takeover takeover) {}

    Outcome play() throws InterruptedException {
        try (LiveCall call = stack.dial("voice")) {
            call.greeted();
            call.say(ORDER);
            moment.reach(stack, call, random);
            WorkerProcess attendant = call.attendant();
            int attendance = call.caller().attendance();
            long killed = System.nanoTime();
            long killedAt = System.currentTimeMillis();
            attendant.kill();
            call.rememberDurable();
            call.attendedAfter(attendance);
            double room = ms(call.caller().attendedSince() - killed);
            moment.leave(stack);
            double word = -1;
            if (moment == Moment.LISTENING) {
                call.say(moment.line());
            } else {
                word = ms(firstWord(call) - killed);
            }
            call.say(GOODBYE);
            CallRecord over = call.hangUp();
            double detected = over.history().lost().stream()
                            .filter(at -> at >= killedAt)
                            .mapToLong(Long::longValue)
                            .min()
                            .orElse(killedAt - 1)
                    - killedAt;
            return new Outcome(over, new Takeover(moment, detected, room, word));
        }
    }

    /** Of an answer that goes on over what the caller says next. */
    private long firstWord(LiveCall call) {
        if (moment != Moment.SPEAKING) {
            call.answered(moment.line());
        }
        Until.happens(
                "the agent was heard again",
                Duration.ofSeconds(30),
                () -> call.caller().firstSound() != 0);
        return call.caller().firstSound();
    }

    private static double ms(long nanos) {
        return nanos / 1e6;
    }
}
