package dev.tandem.bench.recovery;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** The moment of a call at which a fault strikes. */
enum Moment {
    LISTENING("And where is my order B2210?") {
        @Override
        void reach(FaultyStack stack, LiveCall call, RandomGenerator random) {
            pause(random.nextInt(300));
        }
    },
    THINKING("And where is my order B2210?") {
        @Override
        void reach(FaultyStack stack, LiveCall call, RandomGenerator random) {
            call.type(line());
            pause(random.nextInt(60));
        }
    },
    SPEAKING("What is your return policy?") {
        @Override
        void reach(FaultyStack stack, LiveCall call, RandomGenerator random) {
            call.type(line());
            Until.happens("the agent spoke", SOON, () -> call.caller().firstSound() != 0);
            pause(200 + random.nextInt(2_500));
        }
    },
    TOOL("And where is my order B2210?") {
        @Override
        void reach(FaultyStack stack, LiveCall call, RandomGenerator random) {
            stack.backend().answerAfter(SLOW);
            int before = runs(stack, call);
            call.type(line());
            Until.happens("the tool was asked", SOON, () -> runs(stack, call) > before);
            pause(random.nextInt(1_000));
        }

        @Override
        void leave(FaultyStack stack) {
            stack.backend().answerAfter(Duration.ZERO);
        }
    },
    TRANSFER("I have a question about an invoice. My customer number is C7781.") {
        @Override
        void reach(FaultyStack stack, LiveCall call, RandomGenerator random) {
            call.type(line());
            pause(20 + random.nextInt(150));
        }
    };

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration SLOW = Duration.ofMillis(1_200);

    private final String line;

    Moment(String line) {
        this.line = line;
    }

    /** Returns what the caller says at that moment, or after it if the agent listens. */
    String line() {
        return line;
    }

    abstract void reach(FaultyStack stack, LiveCall call, RandomGenerator random);

    void leave(FaultyStack stack) {}

    private static int runs(FaultyStack stack, LiveCall call) {
        return (int) stack.backend().requestsByKey().keySet().stream()
                .filter(key -> key.startsWith(call.id()))
                .count();
    }

    static void pause(long ms) {
        LockSupport.parkNanos(ms * 1_000_000);
    }
}
