package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Goal;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.bench.recovery.FaultyStack.Shape;
import java.io.IOException;
import java.util.List;

/** What Temporal keeps of a call of 60 turns, two of three with a tool. */
public final class LongCall implements Benchmark {

    private static final int TURNS = 60;
    private static final List<String> LINES = List.of(StruckCall.ORDER, StruckCall.OTHER_ORDER, "Thank you very much.");

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
        try (FaultyStack stack = FaultyStack.start(Shape.TOGETHER, 1);
                LiveCall call = stack.dial("chat")) {
            call.greeted();
            for (int turn = 1; turn <= TURNS; turn++) {
                call.say(LINES.get(turn % LINES.size()));
            }
            CallRecord over = call.hangUp();
            List<String> broken = stack.brokenIn(over);
            if (!broken.isEmpty()) {
                throw new BenchmarkFailure(String.join("; ", broken));
            }
            CallHistory history = over.history();
            return List.of(
                    row("history", "events", history.events()).goal(Goal.Figure.MAX, 1_000),
                    row("history-size", "KB", history.bytes() / 1_024.).goal(Goal.Figure.MAX, 500));
        }
    }

    private static Row row(String name, String unit, double value) {
        Samples samples = new Samples();
        samples.add(value);
        return Row.of(name, unit, samples);
    }
}
