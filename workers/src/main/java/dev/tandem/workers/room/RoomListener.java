package dev.tandem.workers.room;

/**
 * Hears what happens in a room. {@link #audio} runs on a native thread: it must never block, throw or keep the array.
 * The others run on a thread of the room's, one at a time, in order.
 */
public interface RoomListener {

    /** @param samples mono, {@link Room#INPUT_RATE}; only the first {@code length} count (20 ms = 320) */
    void audio(short[] samples, int length);

    /** A participant that is not an agent came (back). */
    void callerJoined(String identity);

    /** The caller left of its own will. */
    void callerLeft(String identity);

    /** The caller's connection was lost; it may come back. */
    void callerLost(String identity);

    /** Typed input, topic {@code lk.chat}. */
    void chat(String text);

    /** Another participant took this identity: this process must never join the room again. */
    void evicted();

    /** The room is gone for another reason, after the client's own attempts to reconnect. */
    void disconnected(String reason);
}
