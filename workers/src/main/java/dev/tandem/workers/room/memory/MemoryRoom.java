package dev.tandem.workers.room.memory;

import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.SerialThread;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A participant in a room in memory. */
final class MemoryRoom implements CallerRoom {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryRoom.class);

    private static final Duration LEAVING = Duration.ofSeconds(2);

    private final Participants room;
    private final Profile profile;
    private final RoomListener listener;
    private final BiConsumer<MemoryRoom, Leaving> leave;
    private final RoomView view;

    /** Handles the events of the room, in order. */
    private final SerialThread thread;

    private final FrameResampler resampler = new FrameResampler();
    private final CompletableFuture<Void> audible = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean out;
    private volatile boolean failed;

    MemoryRoom(Participants room, Profile profile, RoomListener listener, BiConsumer<MemoryRoom, Leaving> leave) {
        this.room = room;
        this.profile = profile;
        this.listener = listener;
        this.leave = leave;
        view = new RoomView(this, listener);
        thread = new SerialThread("memory room " + room.name());
        if (!profile.aloud()) {
            audible.complete(null);
        }
    }

    Participants room() {
        return room;
    }

    Profile profile() {
        return profile;
    }

    /** Returns the id of its track; empty if no audio comes from it. */
    String track() {
        return profile.aloud() ? "TR_" + profile.identity() : "";
    }

    /**
     * Passes an event to this participant. Only its room calls this, and only while it is in the room: after that its
     * thread may have ended.
     */
    void tell(Consumer<RoomView> event) {
        thread.execute(() -> {
            if (!closed.get()) {
                handle(event);
            }
        });
    }

    @SuppressWarnings("CatchingUnchecked") // a call that misses an event must not go on as if nothing had happened
    private void handle(Consumer<RoomView> event) {
        try {
            event.accept(view);
        } catch (Throwable fault) {
            LOG.atError()
                    .addKeyValue("room", room.name())
                    .setCause(fault)
                    .log("an event of a room could not be handled");
            listener.broken(fault);
        }
    }

    /** Ends its stay in the room. It learns how it left, and nothing more. */
    void left(Leaving how) {
        out = true;
        tell(seen -> seen.out(how));
    }

    /** Notes that somebody hears it from now on, or has chosen not to. */
    void isAudible() {
        audible.complete(null);
    }

    /** Takes audio on the thread of the speaker. */
    @SuppressWarnings("CatchingUnchecked") // the speaker must not suffer from whoever hears it
    void hear(MemoryRoom speaker, short[] samples) {
        if (!out && profile.aloud() && view.hears(speaker)) {
            try {
                listener.audio(samples, samples.length);
            } catch (Throwable fault) {
                // The error is told once, because it would come a hundred times a second.
                if (!failed) {
                    failed = true;
                    LOG.error("a listener failed on audio", fault);
                    listener.broken(fault);
                }
            }
        }
    }

    @Override
    public void send(short[] frame) {
        if (!profile.aloud() || out) {
            return;
        }
        if (frame.length != Room.OUTPUT_FRAME) {
            throw new IllegalArgumentException(
                    "a frame has " + Room.OUTPUT_FRAME + " samples, this one " + frame.length);
        }
        room.sounds(this, resampler.resampled(frame));
    }

    @Override
    public void attributes(Map<String, String> attributes) {
        room.attributes(this, attributes);
    }

    @Override
    public void text(String topic, String text, Map<String, String> attributes) {
        Map<String, String> now = Map.copyOf(attributes);
        room.happens(this, seen -> seen.text(this, topic, text, now));
    }

    @Override
    public void press(char key) {
        room.happens(this, seen -> seen.key(this, key));
    }

    @Override
    public CallerTrack caller() {
        return view.caller();
    }

    @Override
    public CompletableFuture<Void> audible() {
        return audible.copy();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            leave.accept(this, Leaving.CLOSED);
            thread.end();
        }
        if (!thread.isCurrent() && !thread.awaitEnd(LEAVING)) {
            LOG.atWarn()
                    .addKeyValue("room", room.name())
                    .log("leaving a room took too long; a listener may hold up its thread");
        }
    }
}
