package dev.tandem.workers.room;

import java.util.Map;

/**
 * Hears what happens in a room. {@link #audio} runs on a thread of the sound's own (LiveKit: a native one): it must never block, throw or keep the array.
 * The others run on a thread of the room's, one at a time, in order.
 */
public interface RoomListener {

    /** @param samples mono, {@link Room#INPUT_RATE}; only the first {@code length} count (LiveKit: 20 ms = 320; in memory: 10 ms = 160) */
    default void audio(short[] samples, int length) {}

    /** A participant that is not an agent came (back). */
    default void callerJoined(String identity) {}

    /** The caller left of its own will. */
    default void callerLeft(String identity) {}

    /** The caller's connection was lost; it may come back. */
    default void callerLost(String identity) {}

    /** Typed input, topic {@code lk.chat}. */
    default void chat(String text) {}

    /** A key that the caller pressed: one of {@code 0-9 * # A-D}. */
    default void dtmf(String digit) {}

    /** A whole text stream on another topic than {@code lk.chat}, e.g. a transcription on {@code lk.transcription}. */
    default void text(String topic, String identity, String text, Map<String, String> attributes) {}

    /** Attributes of another participant, e.g. {@code lk.agent.state}: all when it is first seen, then what changed. */
    default void attributes(String identity, Map<String, String> changed) {}

    /** Another participant took this identity: this process must never join the room again. */
    default void evicted() {}

    /** The room is gone for another reason, after the client's own attempts to reconnect. */
    default void disconnected(String reason) {}
}
