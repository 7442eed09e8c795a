package dev.tandem.bench.turn;

import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Sends a caller's audio in real time: 20 ms frames, loud while the caller speaks. */
final class Microphone implements AutoCloseable {

    private static final int FRAME = Room.INPUT_RATE / 50;
    private static final long FRAME_NANOS = 20_000_000;

    private final RoomListener listener;
    private volatile boolean speaking;
    private volatile boolean closed;

    Microphone(RoomListener listener) {
        this.listener = listener;
        var _ = Thread.ofVirtual().name("microphone").start(this::run);
    }

    void speak(boolean now) {
        speaking = now;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run() {
        short[] loud = new short[FRAME];
        Arrays.fill(loud, (short) 20_000);
        short[] silence = new short[FRAME];
        long next = System.nanoTime();
        while (!closed) {
            listener.audio(speaking ? loud : silence, FRAME);
            next += FRAME_NANOS;
            for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
        }
    }
}
