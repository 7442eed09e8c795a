package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Goal;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.bench.recovery.FaultyStack.Shape;
import java.io.IOException;
import java.util.List;

/**
 * Measures Temporal's history of calls of 60 turns: one with a tool in 12 turns, as docs/turns.md counts, and one with
 * a tool in 40.
 */
public final class LongCall implements Benchmark {

    private static final int TURNS = 60;
    private static final int REPLAYS = 20;
    private static final String THANKS = "Thank you very much.";
    private static final List<String> SOME_TOOLS = List.of(THANKS, StruckCall.ORDER, THANKS, THANKS, THANKS);
    private static final List<String> MANY_TOOLS = List.of(StruckCall.ORDER, StruckCall.OTHER_ORDER, THANKS);

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String measures() {
        return "the history of a call of 60 turns, tools and records included";
    }

    @Override
    public List<Row> run() throws IOException, InterruptedException {
        try (FaultyStack stack = FaultyStack.start(Shape.TOGETHER, 1)) {
            TemporalHistory some = talk(stack, SOME_TOOLS);
            TemporalHistory many = talk(stack, MANY_TOOLS);
            return List.of(
                    row("history", "events", some.events()).goal(Goal.Figure.MAX, 1_500),
                    row("history-size", "KB", some.bytes() / 1_024.).goal(Goal.Figure.MAX, 750),
                    Row.of("history-replay", "ms", replay(stack, some)),
                    row("history-40-tools", "events", many.events()),
                    row("history-40-tools-size", "KB", many.bytes() / 1_024.).goal(Goal.Figure.MAX, 500));
        }
    }

    private static TemporalHistory talk(FaultyStack stack, List<String> lines)
            throws IOException, InterruptedException {
        try (LiveCall call = stack.dial("chat")) {
            call.greeted();
            for (int turn = 1; turn <= TURNS; turn++) {
                call.say(lines.get(turn % lines.size()));
            }
            CallRecord over = call.hangUp();
            List<String> broken = stack.brokenIn(over);
            if (!broken.isEmpty()) {
                throw new BenchmarkFailure(String.join("; ", broken));
            }
            return over.history();
        }
    }

    /**
     * Measures the replay that a process makes when it takes the call over: it must fit into the time limit of a
     * workflow task.
     */
    private static Samples replay(FaultyStack stack, TemporalHistory history) {
        Samples samples = new Samples();
        for (int n = 0; n < REPLAYS; n++) {
            long begun = System.nanoTime();
            stack.histories().replayed(history.whole()).ifPresent(different -> {
                throw new BenchmarkFailure(different);
            });
            samples.addNanos(System.nanoTime() - begun);
        }
        return samples;
    }

    private static Row row(String name, String unit, double value) {
        Samples samples = new Samples();
        samples.add(value);
        return Row.of(name, unit, samples);
    }
}
