package dev.tandem.bench.turn;

import static dev.tandem.bench.measure.Goal.Figure.P50;
import static dev.tandem.bench.measure.Goal.Figure.P99;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.Goal;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.bench.measure.Values;
import dev.tandem.bench.session.HandArmedSession;
import dev.tandem.stack.server.TemporalServer;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workflows.protocol.TurnOutcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Measures what durability adds to an answer. Every caller has two calls and speaks in them in turn: one has a call
 * workflow on a real Temporal server, and nothing makes the other durable.
 */
public final class DurableTurns implements Benchmark {

    private static final int CALLERS = 3;
    private static final int EACH = 50;

    /** Turns that are not counted, because the JVM still compiles the path. */
    private static final int WARM = 15;

    /** Time to the model's first word, ms. */
    private static final long MODEL_MS = 150;

    private final Samples durable = new Samples();
    private final Samples plain = new Samples();
    private final Samples modelStarted = new Samples();
    private final Samples plainStarted = new Samples();
    private final Samples heard = new Samples();
    private final Samples armed = new Samples();

    @Override
    public String name() {
        return "durability";
    }

    @Override
    public String measures() {
        return """
                what durability adds to utterance → first frame of the reply, with a model at %d ms: percentiles of armed \
                turns on a Temporal server less those of a plain loop in the same process and run, %d calls of each\
                """.formatted(MODEL_MS, CALLERS);
    }

    @Override
    public List<Row> run() throws InterruptedException {
        DelayedModel model = new DelayedModel(MODEL_MS);
        try (TemporalServer temporal = TemporalServer.builder().build();
                Pacer pacer = new Pacer()) {
            temporal.start();
            try (DurableCalls calls = new DurableCalls(CALLERS, temporal, pacer, model)) {
                Callers.sideBySide(CALLERS, i -> caller(i, calls, pacer, model));
            }
        }
        return List.of(new Row(
                name(),
                "ms",
                difference(durable.values(), plain.values()),
                new Row.Part("plain loop, beyond the model's own time", plain.values()),
                List.of(new Goal(P50, .5), new Goal(P99, 5)),
                List.of(
                        new Row.Part("armed turn, beyond the model's own time", durable.values()),
                        new Row.Part("utterance → model started", modelStarted.values()),
                        new Row.Part("the same in the plain loop", plainStarted.values()),
                        new Row.Part("utterance → durably heard", heard.values()),
                        new Row.Part("reply over → next turn armed", armed.values()))));
    }

    private void caller(int number, DurableCalls calls, Pacer pacer, DelayedModel model) throws InterruptedException {
        String armedCall = "armed-" + number;
        String plainCall = "plain-" + number;
        StampedRoom plainRoom = new StampedRoom();
        StampedVad vad = new StampedVad(HandArmedSession.MIN_INTERRUPTION_MS);
        try (HandArmedSession session = HandArmedSession.scripted(plainCall, pacer, model, vad, _ -> plainRoom)) {
            calls.open(armedCall);
            session.open();
            for (int i = 0; i < WARM + EACH; i++) {
                boolean counts = i >= WARM;
                armedTurn(calls, armedCall, model, counts);
                plainTurn(session, plainCall, plainRoom, model, counts);
            }
        }
    }

    private void armedTurn(DurableCalls calls, String id, DelayedModel model, boolean counts)
            throws InterruptedException {
        long unarmed = calls.awaitArmed(id);
        atAnyMoment();
        long said = System.nanoTime();
        TurnOutcome.Spoken spoken = calls.speak(id);
        if (counts) {
            durable.addNanos(overhead(said, model.of(id), calls.room(id)));
            modelStarted.addNanos(model.of(id).askedAt() - said);
            heard.add(spoken.timings().heard());
            armed.addNanos(unarmed);
        }
    }

    private void plainTurn(HandArmedSession session, String id, StampedRoom room, DelayedModel model, boolean counts)
            throws InterruptedException {
        CompletableFuture<TurnOutcome> reply = session.arm();
        atAnyMoment();
        long said = System.nanoTime();
        session.type(id);
        var _ = HandArmedSession.spoken(reply);
        if (counts) {
            plain.addNanos(overhead(said, model.of(id), room));
            plainStarted.addNanos(model.of(id).askedAt() - said);
        }
    }

    /** Returns the time from the utterance to the first frame, without the model's own time. */
    private static long overhead(long said, DelayedModel.Times model, StampedRoom room) {
        return model.askedAt() - said + room.loudSince() - model.spokeAt();
    }

    private static void atAnyMoment() throws InterruptedException {
        TimeUnit.MICROSECONDS.sleep(20_000 + ThreadLocalRandom.current().nextInt(10_000));
    }

    private static Values difference(Values more, Values less) {
        return new Values(
                more.n(),
                more.p50() - less.p50(),
                more.p95() - less.p95(),
                more.p99() - less.p99(),
                more.max() - less.max());
    }
}
