package dev.tandem.bench.cloud;

import dev.tandem.bench.measure.Samples;
import dev.tandem.bench.session.HandArmedSession;
import dev.tandem.bench.session.TimedRoom;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workflows.protocol.TurnOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A call with an agent of vendors and a caller who speaks, listens, and speaks again. */
final class SpokenCall implements AutoCloseable {

    /** A caller's utterance, ms. */
    private static final int UTTERANCE_MS = 1_200;

    private static final short[] LOUD = loud();

    private final HandArmedSession session;
    private final TimedRoom room;
    private final Room caller;
    private final Playout microphone;
    private final Pacer microphones;

    SpokenCall(
            String name,
            FakeVendors vendors,
            Pacer agents,
            Pacer microphones,
            Function<RoomListener, Room> joinAgent,
            Function<RoomListener, Room> joinCaller,
            Samples late) {
        this.microphones = microphones;
        CompletableFuture<TimedRoom> joined = new CompletableFuture<>();
        session = new HandArmedSession(name, vendors.document(), vendors.parts(agents), listener -> {
            joined.complete(new TimedRoom(joinAgent.apply(listener), off -> late.addNanos(Math.max(0, off))));
            return joined.join();
        });
        room = joined.join();
        caller = joinCaller.apply(new RoomListener() {});
        microphone = new Playout(caller::send, new Unheard());
        microphones.add(microphone);
    }

    /** Talks for so many seconds. */
    void talk(int seconds, Samples answers) throws InterruptedException {
        session.open();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            CompletableFuture<TurnOutcome> reply = session.arm();
            TimeUnit.MILLISECONDS.sleep(300);
            microphone.offer(new SpokenClause("words"), LOUD);
            TimeUnit.MILLISECONDS.sleep(UTTERANCE_MS);
            long said = System.nanoTime();
            var _ = HandArmedSession.spoken(reply);
            answers.addNanos(room.loudSince() - said);
        }
    }

    private static short[] loud() {
        short[] loud = new short[UTTERANCE_MS / 10 * Playout.FRAME];
        for (int i = 0; i < loud.length; i++) {
            loud[i] = (short) (i / 40 % 2 == 0 ? 12_000 : -12_000);
        }
        return loud;
    }

    @Override
    public void close() {
        microphones.remove(microphone);
        session.close();
        caller.close();
    }

    private static final class Unheard implements Playout.Listener {

        @Override
        public void clauseStarted(SpokenClause clause, long at) {}

        @Override
        public void drained() {}

        @Override
        public void stalled() {}
    }
}
