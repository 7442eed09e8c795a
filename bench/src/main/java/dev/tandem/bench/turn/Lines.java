package dev.tandem.bench.turn;

import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends the audio of many callers who do not speak: each sends a frame of faint noise every 20 ms, and their frames are
 * spread over that time.
 */
final class Lines implements AutoCloseable {

    private static final int FRAME = Room.INPUT_RATE / 50;
    private static final int SLOTS = 20;
    private static final long SLOT_NANOS = 1_000_000;

    private final List<RoomListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    Lines() {
        var _ = Thread.ofPlatform().daemon().name("lines").start(this::run);
    }

    void add(RoomListener listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run() {
        short[] noise = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            noise[i] = (short) (i * 7919 % 61 - 30);
        }
        long next = System.nanoTime();
        for (int slot = 0; !closed; slot = (slot + 1) % SLOTS) {
            for (int i = slot; i < listeners.size(); i += SLOTS) {
                listeners.get(i).audio(noise, FRAME);
            }
            next += SLOT_NANOS;
            for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
        }
    }
}
