package dev.tandem.workers.room;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends a tone into a room, a frame every 10 ms. */
public final class ToneSpeaker implements AutoCloseable {

    private static final double AMPLITUDE = 12_000;

    private final ScheduledExecutorService pacer = Executors.newSingleThreadScheduledExecutor();
    private final short[] frame = new short[Room.OUTPUT_FRAME];
    private final Room room;
    private volatile int hertz;
    private long sample;

    public ToneSpeaker(Room room, int hertz) {
        this.room = room;
        this.hertz = hertz;
        var started = pacer.scheduleAtFixedRate(this::speak, 0, 10, TimeUnit.MILLISECONDS);
        assert !started.isDone();
    }

    /** Sends another tone from now on; 0 is silence. */
    public void tone(int newHertz) {
        hertz = newHertz;
    }

    private void speak() {
        for (var i = 0; i < frame.length; i++) {
            frame[i] = (short) (AMPLITUDE * Math.sin(2 * Math.PI * hertz * sample++ / Room.OUTPUT_RATE));
        }
        room.send(frame);
    }

    @Override
    public void close() {
        pacer.close();
    }
}
