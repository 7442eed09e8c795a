package dev.tandem.bench.cloud;

import static dev.tandem.bench.measure.Goal.Figure.P50;
import static dev.tandem.bench.measure.Goal.Figure.P99;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.Goal;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.bench.measure.Values;
import dev.tandem.bench.session.HandArmedSession;
import dev.tandem.bench.session.ScriptedModel;
import dev.tandem.bench.session.Silence;
import dev.tandem.bench.session.TimedRoom;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.room.EmptyRoom;
import dev.tandem.workflows.protocol.TurnOutcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Measures what the code of vendors' providers adds to a turn: the same turns with {@code openai} and {@code cartesia}
 * against their fakes at zero delay, and with a scripted model and voice, in alternation. The fakes and the loopback are
 * part of what is added.
 */
public final class CloudOverhead implements Benchmark {

    private static final int TURNS = Integer.getInteger("cloud.turns", 400);

    /** Turns that are not counted, because the JVM still compiles the path. */
    private static final int WARM = Math.min(100, TURNS);

    private static final String REPLY = "word.";

    @Override
    public String name() {
        return "cloud-overhead";
    }

    @Override
    public String measures() {
        return """
                final transcript → first frame of the reply handed to the room: openai and cartesia against their fakes \
                at zero delay, beside a scripted model and voice in alternation; added: the difference of the two \
                distributions, fakes and loopback included\
                """;
    }

    @Override
    public List<Row> run() throws InterruptedException {
        Samples cloud = new Samples();
        Samples scripted = new Samples();
        Samples unused = new Samples();
        TimedRoom there = new TimedRoom(new EmptyRoom(), _ -> {});
        TimedRoom here = new TimedRoom(new EmptyRoom(), _ -> {});
        try (Pacer pacer = new Pacer();
                FakeVendors vendors = new FakeVendors(Silence::new, REPLY);
                HandArmedSession one =
                        new HandArmedSession("cloud", vendors.document(), vendors.parts(pacer), _ -> there);
                HandArmedSession other = HandArmedSession.scripted(
                        "scripted", pacer, new ScriptedModel(REPLY), new Silence(), _ -> here)) {
            one.open();
            other.open();
            for (int i = 0; i < WARM + TURNS; i++) {
                turn(one, there, i < WARM ? unused : cloud);
                turn(other, here, i < WARM ? unused : scripted);
            }
        }
        Row both = Row.of(name(), "ms", cloud).beside("scripted model and voice", scripted);
        return List.of(both, added(cloud.values(), scripted.values()));
    }

    private Row added(Values cloud, Values scripted) {
        Values added = new Values(
                cloud.n(),
                Math.max(0, cloud.p50() - scripted.p50()),
                Math.max(0, cloud.p95() - scripted.p95()),
                Math.max(0, cloud.p99() - scripted.p99()),
                Math.max(0, cloud.max() - scripted.max()));
        return new Row(name() + "-added", "ms", added, null, List.of(new Goal(P50, 1), new Goal(P99, 3)), List.of());
    }

    private static void turn(HandArmedSession session, TimedRoom room, Samples turns) throws InterruptedException {
        CompletableFuture<TurnOutcome> reply = session.arm();
        // At any moment between two ticks of the pacer, after the silence behind the last turn has begun.
        TimeUnit.MICROSECONDS.sleep(20_000 + ThreadLocalRandom.current().nextInt(10_000));
        long said = System.nanoTime();
        session.type("Go on.");
        var _ = HandArmedSession.spoken(reply);
        turns.addNanos(room.loudSince() - said);
    }
}
