package dev.tandem.callers.spoken;

import dev.tandem.callers.sound.Line;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A caller in a room: what they say goes through their line, what they hear is recorded. */
final class CallerOnTheLine implements AutoCloseable {

    /** A sample with this amplitude or more is sound; 16 bit. */
    private static final int AUDIBLE = 200;

    private final Recording recording = new Recording();
    private final Pacer pacer;
    private final CallerRoom room;
    private final Playout playout;
    private volatile CompletableFuture<Void> said = CompletableFuture.completedFuture(null);
    private volatile boolean thinking;
    private volatile boolean ended;
    private volatile long began;

    /**
     * Where the caller spoke, as places in the recording.
     *
     * @param from first sound
     * @param to last sound
     */
    record Spoken(int from, int to) {}

    CallerOnTheLine(CallerRooms rooms, String name, String identity, Line line, Pacer pacer) {
        this.pacer = pacer;
        this.room = rooms.join(name, identity, new Listener());
        this.playout = new Playout(frame -> room.send(line.through(frame)), new PlayoutListener());
        pacer.add(playout);
    }

    Recording recording() {
        return recording;
    }

    /** Whether the agent says that it is thinking: whoever waits for an answer then waits on. */
    boolean agentThinks() {
        return thinking;
    }

    /** Whether the agent has ended the call, or the room is gone. */
    boolean hasEnded() {
        return ended;
    }

    /** Speaks; returns when the last sound has left, or the call is over. */
    Spoken speak(short[] samples) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        said = done;
        began = System.nanoTime();
        playout.offer(new SpokenClause(""), samples);
        playout.finish();
        try {
            done.get(2L * samples.length / (Room.OUTPUT_RATE / 1000) + 5_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException stuck) {
            throw new IllegalStateException("the caller's words do not leave", stuck);
        }
        long last = playout.lastSent() - quietTail(samples) * 1_000_000_000L / Room.OUTPUT_RATE;
        return new Spoken(recording.at(began), recording.at(last));
    }

    /** Says something beside what the agent says, and does not wait. */
    void murmur(short[] samples) {
        playout.offer(new SpokenClause(""), samples);
    }

    void press(String keys) {
        keys.chars().forEach(key -> room.press((char) key));
    }

    @Override
    public void close() {
        pacer.remove(playout);
        room.close();
    }

    private static int quietTail(short[] samples) {
        int last = samples.length - 1;
        while (last >= 0 && Math.abs(samples[last]) < AUDIBLE) {
            last--;
        }
        return samples.length - 1 - last;
    }

    private final class PlayoutListener implements Playout.Listener {

        @Override
        public void clauseStarted(SpokenClause clause, long at) {
            began = at;
        }

        @Override
        public void drained() {
            said.complete(null);
        }

        @Override
        public void stalled() {
            playout.release();
        }

        @Override
        public void broken(Throwable fault) {
            said.completeExceptionally(fault);
        }
    }

    private final class Listener implements RoomListener {

        @Override
        public void audio(short[] samples, int length) {
            recording.add(samples, length);
        }

        @Override
        public void attributes(String identity, Map<String, String> changed) {
            String state = changed.get("lk.agent.state");
            if (state != null) {
                thinking = state.equals("thinking");
            }
        }

        @Override
        public void disconnected(String reason) {
            ended = true;
        }
    }
}
