package dev.tandem.bench;

import dev.tandem.bench.access.RowLevelSecurity;
import dev.tandem.bench.analytics.AnalyticsBenchmark;
import dev.tandem.bench.api.ApiLatency;
import dev.tandem.bench.cloud.CloudCalls;
import dev.tandem.bench.cloud.CloudOverhead;
import dev.tandem.bench.histories.CodeReplayBenchmark;
import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.recovery.Dispatch;
import dev.tandem.bench.recovery.LongCall;
import dev.tandem.bench.recovery.Recovery;
import dev.tandem.bench.recovery.Soak;
import dev.tandem.bench.spoken.EndOfTurn;
import dev.tandem.bench.spoken.SpokenTurn;
import dev.tandem.bench.testing.TestLoad;
import dev.tandem.bench.turn.Density;
import dev.tandem.bench.turn.DurableTurns;
import dev.tandem.bench.turn.InterruptionBenchmark;
import dev.tandem.bench.turn.RealRooms;
import dev.tandem.bench.turn.TurnOverhead;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All benchmarks, by name. */
final class Benchmarks {

    private static final List<Benchmark> ALL = List.of(
            new TurnOverhead(),
            new DurableTurns(),
            new Density(),
            new RealRooms(),
            new InterruptionBenchmark(),
            new SpokenTurn(),
            new EndOfTurn(),
            new CloudOverhead(),
            new CloudCalls(),
            new RowLevelSecurity(),
            new AnalyticsBenchmark(),
            new ApiLatency(),
            new Recovery(),
            new Dispatch(),
            new LongCall(),
            new Soak(),
            new TestLoad(),
            new CodeReplayBenchmark());

    private Benchmarks() {}

    /**
     * @param names separated by commas; empty for all
     * @throws IllegalArgumentException if a name is unknown; the message lists the known ones
     */
    static List<Benchmark> named(String names) {
        if (names.isBlank()) {
            return ALL;
        }
        List<Benchmark> chosen = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            chosen.add(ALL.stream()
                    .filter(benchmark -> benchmark.name().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "There is no benchmark '" + name.strip() + "'. There are: " + all())));
        }
        return chosen;
    }

    private static String all() {
        return ALL.stream().map(Benchmark::name).collect(Collectors.joining(", "));
    }
}
