package dev.tandem.bench.turn;

import static dev.tandem.bench.measure.Goal.Figure.P99;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.bench.session.HandArmedSession;
import dev.tandem.bench.session.ScriptedModel;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workflows.protocol.TurnOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Measures interruptions of long replies, in real time and side by side. The time runs from the detector's verdict to
 * the moment at which the last frame of speech has reached the room, plus the 10 ms that it sounds. A frame that slips
 * out later counts.
 */
public final class InterruptionBenchmark implements Benchmark {

    private static final int SESSIONS = 20;
    private static final int EACH = 25;

    /** Length of a frame, ns. */
    private static final long FRAME = 10_000_000;

    /** A reply of about eight seconds of speech. */
    private static final String LONG_REPLY =
            "word ".repeat(39).strip().concat(". ").repeat(4);

    @Override
    public String name() {
        return "interruption";
    }

    @Override
    public String measures() {
        return """
                the VAD's verdict that the caller interrupts → the end of the last frame of the reply that left to the \
                room, %d sessions at once; beside a playout that is paused with nothing around it\
                """.formatted(SESSIONS);
    }

    @Override
    public List<Row> run() throws InterruptedException {
        Samples stops = new Samples();
        Samples said = new Samples();
        Samples bare = new Samples();
        try (Pacer pacer = new Pacer()) {
            Callers.sideBySide(SESSIONS, i -> call("call-" + i, pacer, stops, said));
            for (int i = 0; i < SESSIONS * EACH; i++) {
                bare.addNanos(bareStop(pacer));
            }
        }
        return List.of(Row.of(name(), "ms", stops)
                .goal(P99, 20)
                .beside("playout alone", bare)
                .part("sending, as the worker records it", said));
    }

    private static void call(String id, Pacer pacer, Samples stops, Samples said) throws InterruptedException {
        StampedVad vad = new StampedVad(HandArmedSession.MIN_INTERRUPTION_MS);
        StampedRoom room = new StampedRoom();
        try (HandArmedSession session =
                        HandArmedSession.scripted(id, pacer, new ScriptedModel(LONG_REPLY), vad, _ -> room);
                Microphone microphone = new Microphone(session.listener())) {
            session.open();
            CompletableFuture<TurnOutcome> reply = session.arm();
            session.type("Go on.");
            for (int i = 0; i < EACH; i++) {
                hearSome(room);
                microphone.speak(true);
                said.add(cut(reply).timings().stop());
                // The caller goes on for a while, so that frames which slip out of the old reply would be seen.
                TimeUnit.MILLISECONDS.sleep(100);
                stops.addNanos(room.lastLoudAt() + FRAME - vad.verdictAt());
                // What the caller said over the reply is answered with the next one.
                reply = session.arm();
                microphone.speak(false);
            }
        }
    }

    private static void hearSome(StampedRoom room) throws InterruptedException {
        room.hear(ThreadLocalRandom.current().nextInt(30, 60));
        // At a random moment between two ticks.
        TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(10_000));
    }

    private static TurnOutcome.Spoken cut(CompletableFuture<TurnOutcome> reply) {
        TurnOutcome.Spoken cut = HandArmedSession.spoken(reply);
        if (!cut.interrupted()) {
            throw new BenchmarkFailure("a reply was not interrupted");
        }
        return cut;
    }

    /** Measures the time from the moment at which a playout is paused to its last frame, without a session. */
    private static long bareStop(Pacer pacer) throws InterruptedException {
        StampedRoom room = new StampedRoom();
        Playout playout = new Playout(room::send, new Deaf());
        short[] second = new short[100 * Playout.FRAME];
        Arrays.fill(second, (short) 1_000);
        playout.offer(new SpokenClause("word"), second);
        pacer.add(playout);
        room.hear(3);
        TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(10_000));
        playout.pause();
        long paused = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(25);
        pacer.remove(playout);
        return room.lastLoudAt() + FRAME - paused;
    }
}
