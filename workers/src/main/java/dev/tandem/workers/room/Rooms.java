package dev.tandem.workers.room;

import java.util.Map;

/** Joins rooms. */
public interface Rooms extends AutoCloseable {

    /**
     * Decides whether this process may join a room. It is asked right before a room is joined, perhaps again, and
     * throws if the process must not join, or no longer.
     */
    @FunctionalInterface
    interface Fence {
        void pass();
    }

    /**
     * Joins as the agent participant, publishes its audio track and listens to the first participant who is not an
     * agent. Blocks until done.
     *
     * @param attributes attributes that the participant has from the start
     * @throws RoomException if the room cannot be joined; whatever the fence throws
     */
    Room join(String room, String identity, Map<String, String> attributes, Fence fence, RoomListener listener);

    /**
     * Joins a conversation in writing in the same way: no audio comes or goes, and {@link Room#send} does nothing.
     *
     * @throws RoomException if the room cannot be joined; whatever the fence throws
     */
    Room joinInWriting(
            String room, String identity, Map<String, String> attributes, Fence fence, RoomListener listener);

    /**
     * Hangs up: removes a participant whose call is over from the room. Blocks until the server has done so, or cannot
     * be reached. Does nothing for a participant who is not there.
     */
    void hangUp(String room, String identity);

    @Override
    void close();
}
