package dev.tandem.bench.turn;

import static dev.tandem.bench.measure.Goal.Figure.P50;
import static dev.tandem.bench.measure.Goal.Figure.P99;

import dev.tandem.bench.measure.Benchmark;
import dev.tandem.bench.measure.Row;
import dev.tandem.bench.measure.Samples;
import dev.tandem.bench.session.HandArmedSession;
import dev.tandem.bench.session.ScriptedModel;
import dev.tandem.bench.session.ScriptedSpeech;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workers.speech.ClauseSynthesiser;
import dev.tandem.workflows.protocol.TurnOutcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Measures what a worker adds between the caller's words and the agent's, with a model and a voice that take no time.
 * The time runs from the moment at which the session gets the final transcript to the moment at which the reply's first
 * frame reaches the room.
 */
public final class TurnOverhead implements Benchmark {

    private static final int SESSIONS = 8;
    private static final int EACH = 100;

    /** Turns that are not counted, because the JVM still compiles the path. */
    private static final int WARM = 30;

    private static final String REPLY = "word.";

    @Override
    public String name() {
        return "turn-overhead";
    }

    @Override
    public String measures() {
        return """
                final transcript → first frame of the reply handed to the room, model and voice at zero delay, %d \
                sessions at once, without Temporal; beside a voice that speaks straight into a playout\
                """.formatted(SESSIONS);
    }

    @Override
    public List<Row> run() throws InterruptedException {
        Samples turns = new Samples();
        Samples models = new Samples();
        Samples bare = new Samples();
        try (Pacer pacer = new Pacer()) {
            Callers.sideBySide(SESSIONS, i -> call("call-" + i, pacer, turns, models));
            Callers.sideBySide(SESSIONS, i -> speakAlone(pacer, bare));
        }
        return List.of(Row.of(name(), "ms", turns)
                .goal(P50, .5)
                .goal(P99, 2)
                .beside("voice and playout alone", bare)
                .part("of it until the model starts, as the worker records it", models));
    }

    private static void call(String id, Pacer pacer, Samples turns, Samples models) throws InterruptedException {
        StampedRoom room = new StampedRoom();
        StampedVad vad = new StampedVad(HandArmedSession.MIN_INTERRUPTION_MS);
        try (HandArmedSession session =
                HandArmedSession.scripted(id, pacer, new ScriptedModel(REPLY), vad, _ -> room)) {
            session.open();
            for (int i = 0; i < WARM + EACH; i++) {
                CompletableFuture<TurnOutcome> reply = session.arm();
                atAnyMoment();
                long said = System.nanoTime();
                session.type("Go on.");
                TurnOutcome.Spoken spoken = HandArmedSession.spoken(reply);
                if (i >= WARM) {
                    turns.addNanos(room.loudSince() - said);
                    models.add(spoken.timings().start());
                }
            }
        }
    }

    private static void speakAlone(Pacer pacer, Samples bare) throws InterruptedException {
        StampedRoom room = new StampedRoom();
        Playout playout = new Playout(room::send, new Deaf());
        pacer.add(playout);
        SpokenClause clause = new SpokenClause("word");
        for (int i = 0; i < EACH; i++) {
            atAnyMoment();
            long said = System.nanoTime();
            ScriptedSpeech.speak(
                    new ClauseSynthesiser.Clause("word", "", 1), samples -> playout.offer(clause, samples));
            room.hear(2);
            bare.addNanos(room.loudSince() - said);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        pacer.remove(playout);
    }

    /**
     * Waits for a random moment between two ticks of the pacer, after the silence that follows the last turn has begun.
     */
    private static void atAnyMoment() throws InterruptedException {
        TimeUnit.MICROSECONDS.sleep(20_000 + ThreadLocalRandom.current().nextInt(10_000));
    }
}
