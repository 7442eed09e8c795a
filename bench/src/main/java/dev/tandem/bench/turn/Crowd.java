package dev.tandem.bench.turn;

import dev.tandem.bench.measure.Samples;
import dev.tandem.bench.session.HandArmedSession;
import dev.tandem.bench.session.ScriptedModel;
import dev.tandem.bench.session.TimedRoom;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workflows.protocol.TurnOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Holds calls of one process whose callers are greeted and then only listen. */
final class Crowd implements AutoCloseable {

    /** A reply of about four seconds of speech. */
    private static final String LONG_REPLY =
            "word ".repeat(39).strip().concat(". ").repeat(2);

    private final List<HandArmedSession> sessions = new ArrayList<>();
    private final Pacer pacer = new Pacer();
    private final Lines lines = new Lines();
    private final Supplier<VoiceActivity> detectors;

    /** @param detectors one for each call */
    Crowd(int calls, Supplier<VoiceActivity> detectors) throws InterruptedException {
        this.detectors = detectors;
        for (int i = 0; i < calls; i++) {
            sessions.add(session("call-" + i, new StampedRoom(), "word."));
        }
        Callers.sideBySide(calls, i -> {
            sessions.get(i).open();
            var _ = sessions.get(i).arm();
        });
    }

    /** Lets the JVM compile what the calls do. */
    void warm(int seconds) throws InterruptedException {
        TimeUnit.SECONDS.sleep(seconds);
    }

    /** Measures one more call, whose agent speaks all the time. */
    Samples jitterOfOneWhoSpeaks(int seconds) {
        Samples jitter = new Samples();
        try (HandArmedSession speaker = session(
                "speaker", new TimedRoom(new StampedRoom(), off -> jitter.addNanos(Math.abs(off))), LONG_REPLY)) {
            speaker.open();
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            while (System.nanoTime() < end) {
                CompletableFuture<TurnOutcome> reply = speaker.arm();
                speaker.type("Go on.");
                var _ = HandArmedSession.spoken(reply);
            }
        }
        return jitter;
    }

    private HandArmedSession session(String id, Room room, String reply) {
        HandArmedSession session =
                HandArmedSession.scripted(id, pacer, new ScriptedModel(reply), detectors.get(), _ -> room);
        lines.add(session.listener());
        return session;
    }

    @Override
    public void close() {
        lines.close();
        sessions.forEach(HandArmedSession::close);
        pacer.close();
    }
}
