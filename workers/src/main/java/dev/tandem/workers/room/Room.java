package dev.tandem.workers.room;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A room that this process is in, as one participant. All methods return without waiting for the network unless they
 * say otherwise; a method called after {@link #close} does nothing.
 */
public interface Room extends AutoCloseable {

    /** Sample rate of what {@link #send} takes, Hz. */
    int OUTPUT_RATE = 24_000;

    /** Samples of one output frame: 10 ms. */
    int OUTPUT_FRAME = OUTPUT_RATE / 100;

    /** Sample rate of what a listener hears, Hz. */
    int INPUT_RATE = 16_000;

    /**
     * Sends one frame of {@link #OUTPUT_FRAME} mono samples now. The pacer calls it every 10 ms. It does not block or
     * keep the array, and allocates nothing beyond what the native client forces.
     */
    void send(short[] frame);

    /** Sets attributes of this participant, {@code lk.agent.state} among them. */
    void attributes(Map<String, String> attributes);

    /** Sends a text stream, e.g. on topic {@code lk.transcription} or {@code lk.chat}. */
    void text(String topic, String text, Map<String, String> attributes);

    /** Returns the name of the caller's own track in the room, for transcriptions of what the caller said. */
    CallerTrack caller();

    /**
     * Completes when the caller can hear what is sent; what is sent before is lost. A caller whose client does not
     * report this is taken to hear after a while.
     */
    default CompletableFuture<Void> audible() {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Completes when the server has the texts that were sent so far, or will never have them. Attributes travel beside
     * them.
     */
    default CompletableFuture<Void> shown() {
        return CompletableFuture.completedFuture(null);
    }

    /** Leaves the room and gives every native handle back; returns when that is done (2 s at most). Idempotent. */
    @Override
    void close();

    /** Identity and track of the participant that is listened to; empty strings before they are there. */
    record CallerTrack(String identity, String trackId) {
        public static final CallerTrack NOBODY = new CallerTrack("", "");
    }
}
