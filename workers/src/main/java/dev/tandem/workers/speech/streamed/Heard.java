package dev.tandem.workers.speech.streamed;

import dev.tandem.workers.provider.ProviderException;

/** What a service says of a caller's audio. */
public sealed interface Heard {

    /**
     * The words of one segment, as they are understood now. They replace what was said of the segment before.
     *
     * @param segment counts up over the connection; each segment begins where the one before was settled
     * @param text may be empty
     * @param until the end of what was understood, in seconds of the connection's audio; NaN if it is not said
     * @param settled whether they change no more, and the segment is over
     */
    record Words(int segment, String text, double until, boolean settled) implements Heard {}

    /**
     * The service takes what was said for the end of the caller's turn.
     *
     * @param confidence 0 to 1
     */
    record TurnOver(int segment, double confidence) implements Heard {}

    /**
     * All audio up to the last {@link Dialect#flush} is understood, and the segment is over.
     *
     * @param until as in {@link Words}
     */
    record Flushed(int segment, double until) implements Heard {}

    /** The service refuses to go on. */
    record Refused(ProviderException fault) implements Heard {}
}
