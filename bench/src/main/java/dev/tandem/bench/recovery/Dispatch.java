package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.Goal;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.bench.recovery.FaultyStack.Shape;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Measures how soon a caller is greeted: from the answer to {@code POST /api/calls}, while the caller joins the room.
 */
public final class Dispatch implements Benchmark {

    private static final int WARM = 3;
    private static final Duration SOON = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "dispatch";
    }

    @Override
    public String measures() {
        return "call started → agent in the room → first sound of its greeting; the caller joins meanwhile";
    }

    @Override
    public List<Row> run() throws IOException, InterruptedException {
        int calls = Settings.number("CALLS", 30);
        Samples caller = new Samples();
        Samples inTheRoom = new Samples();
        Samples begun = new Samples();
        Samples greeting = new Samples();
        try (FaultyStack stack = FaultyStack.start(Shape.TOGETHER, 1)) {
            for (int n = 0; n < calls + WARM; n++) {
                try (LiveCall call = stack.dial("voice")) {
                    Until.happens(
                            "the greeting was heard", SOON, () -> call.caller().firstSound() != 0);
                    if (n >= WARM) {
                        caller.addNanos(call.caller().joinedAt() - call.startedAt());
                        inTheRoom.addNanos(call.caller().attendedSince() - call.startedAt());
                        begun.addNanos(call.greetingShownAt() - call.startedAt());
                        greeting.addNanos(call.caller().firstSound() - call.startedAt());
                    }
                    call.hangUp();
                }
            }
        }
        return List.of(Row.of("dispatch", "ms", greeting)
                .goal(Goal.Figure.P50, 300)
                .part("the caller itself in the room", caller)
                .part("in the room, as the caller sees it", inTheRoom)
                .part("the greeting's first words shown", begun));
    }
}
