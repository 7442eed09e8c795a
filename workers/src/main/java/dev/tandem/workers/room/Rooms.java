package dev.tandem.workers.room;

import java.util.Map;

/** Joins rooms. */
public interface Rooms extends AutoCloseable {

    /** Asked right before a room is joined, perhaps again: throws if this process must not, or must no longer. */
    @FunctionalInterface
    interface Fence {
        void pass();
    }

    /**
     * Joins as the agent participant, publishes its audio track and listens to the first participant that is not an
     * agent. Blocks until done.
     *
     * @param attributes of the participant, there from the start
     * @throws RoomException if the room cannot be joined; whatever the fence throws
     */
    Room join(String room, String identity, Map<String, String> attributes, Fence fence, RoomListener listener);

    /**
     * The same for a conversation in writing: no audio comes or goes, {@link Room#send} does nothing.
     *
     * @throws RoomException if the room cannot be joined; whatever the fence throws
     */
    Room joinInWriting(
            String room, String identity, Map<String, String> attributes, Fence fence, RoomListener listener);

    /**
     * Hangs up: sends a participant out of the room, whose call is over. Blocks until the server has done so, or cannot be
     * reached; does nothing for one who is not there.
     */
    void hangUp(String room, String identity);

    @Override
    void close();
}
