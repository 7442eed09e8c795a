package dev.tandem.bench.histories;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Goal;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.workflows.call.CallWorkflowImpl;
import io.temporal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Measures how long the replay of 1,000 recorded calls with today's call workflow takes, and what memory it needs. */
public final class CodeReplayBenchmark implements Benchmark {

    private static final Path RECORDED = Path.of("workflows/src/test/resources/histories");
    private static final int CALLS = 1_000;
    private static final int MEBIBYTE = 1 << 20;

    @Override
    public String name() {
        return "replay-code";
    }

    @Override
    public String measures() {
        return """
                1,000 histories of the repository, read from files and replayed with today's call workflow on every \
                processor; the heap that is used when 100 and when 1,000 are done\
                """;
    }

    @Override
    public List<Row> run() throws IOException, InterruptedException {
        List<Supplier<Optional<WorkflowExecutionHistory>>> recorded;
        try (var files = ReplayHistories.files(RECORDED)) {
            recorded = files.toList();
        }
        if (recorded.isEmpty()) {
            throw new BenchmarkFailure("there are no histories in " + RECORDED);
        }
        Samples early = new Samples();
        Samples late = new Samples();
        CodeReplay replay = new CodeReplay(CallWorkflowImpl.class, done -> {
            if (done == CALLS / 10) {
                early.add(used());
            }
        });
        long began = System.nanoTime();
        CodeReplay.Report report = replayed(replay, recorded);
        Samples seconds = new Samples();
        seconds.add((System.nanoTime() - began) / 1e9);
        late.add(used());
        if (report.replayed() != CALLS || report.differing() > 0) {
            throw new BenchmarkFailure("the calls of the repository do not follow today's code: " + report);
        }
        return List.of(
                Row.of(name(), "s", seconds).goal(Goal.Figure.MAX, 60),
                Row.of(name() + "-heap", "MiB", late).beside("after-100", early));
    }

    private static CodeReplay.Report replayed(
            CodeReplay replay, List<Supplier<Optional<WorkflowExecutionHistory>>> recorded)
            throws InterruptedException {
        var calls = Stream.generate(() -> recorded).flatMap(List::stream).limit(CALLS);
        try {
            return replay.replay(calls.iterator(), Runtime.getRuntime().availableProcessors());
        } catch (ExecutionException unread) {
            throw new BenchmarkFailure("a history could not be read: " + unread.getCause());
        }
    }

    private static double used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (double) (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE;
    }
}
