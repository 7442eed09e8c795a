package dev.tandem.bench.turn;

import dev.tandem.workers.room.RoomListener;
import java.util.concurrent.atomic.AtomicLong;

/** A caller who only counts the frames that arrive. */
final class CallerEars implements RoomListener {

    private final AtomicLong frames;

    CallerEars(AtomicLong frames) {
        this.frames = frames;
    }

    @Override
    public void audio(short[] samples, int length) {
        frames.incrementAndGet();
    }
}
