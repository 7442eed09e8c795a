package dev.tandem.bench.recovery;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Goal;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.recovery.FaultyStack.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Kills the process that attends a call, {@code KILLS} times (100; 0 for never) at random moments (from {@code SEED}).
 * In half of the calls that process runs only the room ({@code apart}), in the other half it does everything ({@code
 * together}). Then makes the other faults of docs/turns.md happen ({@code faults}). {@code PHASES} chooses among the
 * three. Fails if a guarantee did not hold, or if a history does not replay.
 */
public final class Recovery implements Benchmark {

    private static final double GOAL_MS = 3_000;
    private static final Set<String> PHASES = Set.of("apart", "together", "faults");
    private static final List<Moment> MOMENTS = List.copyOf(EnumSet.allOf(Moment.class));

    private final List<String> broken = new ArrayList<>();
    private int struck;

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public String measures() {
        return "kill -9 of the process that attends a call, to the agent's first word from another one";
    }

    @Override
    public List<Row> run() throws IOException, InterruptedException {
        long seed = Settings.longNumber("SEED", System.nanoTime());
        int kills = Settings.number("KILLS", 100);
        System.out.printf("  SEED=%d KILLS=%d%n", seed, kills);
        Set<String> phases = Settings.words("PHASES", PHASES);
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        if (kills > 0 && phases.contains("apart")) {
            rows.add(killed(Shape.APART, kills - kills / 2, random).goal(Goal.Figure.MAX, GOAL_MS));
        }
        if (kills > 1 && phases.contains("together")) {
            rows.add(killed(Shape.TOGETHER, kills / 2, random).goal(Goal.Figure.P95, GOAL_MS));
        }
        if (phases.contains("faults")) {
            try (FaultyStack stack = FaultyStack.start(Shape.TOGETHER, 2)) {
                broken.addAll(new OtherFaults(stack, random).all());
            }
        }
        if (!broken.isEmpty()) {
            throw new BenchmarkFailure(broken.size() + " guarantees were broken: " + String.join("; ", broken), rows);
        }
        return rows;
    }

    private Row killed(Shape shape, int kills, Random random) throws IOException, InterruptedException {
        Takeovers takeovers = new Takeovers();
        try (FaultyStack stack = FaultyStack.start(shape, 2)) {
            for (int n = 0; n < kills; n++) {
                Moment moment = MOMENTS.get(struck++ % MOMENTS.size());
                try {
                    StruckCall.Outcome outcome = new StruckCall(stack, moment, Fault.killed(), random).play();
                    takeovers.add(outcome.takeover());
                    if (outcome.takeover().firstWord() > GOAL_MS) {
                        outcome.call().history().keep(outcome.call().id());
                    }
                    judge(stack, moment + " killed", outcome.call());
                } catch (BenchmarkFailure failure) {
                    breaks(moment + " killed: " + failure.getMessage());
                }
                stack.replaceTheDead();
            }
            String left = stack.leftOver();
            if (!left.isEmpty()) {
                breaks("left over: " + left);
            }
        }
        return takeovers.row("recovery-" + shape.name().toLowerCase(Locale.ROOT));
    }

    private void judge(FaultyStack stack, String what, CallRecord call) {
        stack.brokenIn(call).forEach(guarantee -> breaks(what + ", call " + call.id() + ": " + guarantee));
    }

    private void breaks(String guarantee) {
        System.out.println("  broken: " + guarantee);
        broken.add(guarantee);
    }
}
