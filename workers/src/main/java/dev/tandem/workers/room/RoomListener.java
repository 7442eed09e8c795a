package dev.tandem.workers.room;

import java.util.Map;

/**
 * Learns what happens in a room. {@link #audio} runs on a thread of the audio's own (LiveKit: a native one), and must
 * never block, throw or keep the array. The others run on a thread of the room's, one at a time and in order.
 */
public interface RoomListener {

    /**
     * Takes audio.
     *
     * @param samples mono, {@link Room#INPUT_RATE}
     * @param length number of samples that count, from the first one (LiveKit: 20 ms = 320; in memory: 10 ms = 160)
     */
    default void audio(short[] samples, int length) {}

    /** A participant who is not an agent came, or came back. */
    default void callerJoined(String identity) {}

    /** The caller, who comes next, is on the phone: a SIP participant. */
    default void callerIsOnThePhone() {}

    /** The caller left on purpose. */
    default void callerLeft(String identity) {}

    /** The caller's connection was lost. They may come back. */
    default void callerLost(String identity) {}

    /** The caller typed a text, on the topic {@code lk.chat}. */
    default void chat(String text) {}

    /** The caller pressed a key: one of {@code 0-9 * # A-D}. */
    default void dtmf(String digit) {}

    /**
     * A whole text stream came on another topic than {@code lk.chat}, e.g. a transcription on {@code lk.transcription}.
     */
    default void text(String topic, String identity, String text, Map<String, String> attributes) {}

    /**
     * Another participant's attributes, e.g. {@code lk.agent.state}: all when it is first seen, then those that
     * changed.
     */
    default void attributes(String identity, Map<String, String> changed) {}

    /** Another participant took this identity. This process must never join the room again. */
    default void evicted() {}

    /** Something broke in the room or in its client: what happens may pass unseen from now on. It has been logged. */
    default void broken(Throwable fault) {}

    /** The room is gone for another reason, after the client's own attempts to reconnect. */
    default void disconnected(String reason) {}
}
