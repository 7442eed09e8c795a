package dev.tandem.workers.room.memory;

import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.Rooms;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps rooms in this process. A room exists as long as somebody is in it; agents and callers of one room join through
 * the same object. The others learn what a participant does in the order in which it did it, as with LiveKit's server.
 * Frames of audio take 10 ms: each frame is heard at once, on the thread that sends it.
 */
public final class MemoryRooms implements Rooms {

    private final Map<String, Participants> rooms = new HashMap<>();

    @Override
    public Room join(String room, String identity, Map<String, String> attributes, Fence fence, RoomListener listener) {
        fence.pass();
        return enter(room, new Profile(identity, true, true), attributes, listener);
    }

    @Override
    public Room joinInWriting(
            String room, String identity, Map<String, String> attributes, Fence fence, RoomListener listener) {
        fence.pass();
        return enter(room, new Profile(identity, true, false), attributes, listener);
    }

    /**
     * Joins as a caller, and listens to whichever agent comes. The listener hears the agent: its words, its
     * transcripts, its attributes and its audio.
     *
     * @param attributes attributes that the participant has from the start
     */
    public CallerRoom joinAsCaller(
            String room, String identity, Map<String, String> attributes, RoomListener listener) {
        return enter(room, new Profile(identity, false, true), attributes, listener);
    }

    /** Joins in the same way for a caller who only types and reads. */
    public CallerRoom joinAsCallerInWriting(
            String room, String identity, Map<String, String> attributes, RoomListener listener) {
        return enter(room, new Profile(identity, false, false), attributes, listener);
    }

    private synchronized MemoryRoom enter(
            String name, Profile profile, Map<String, String> attributes, RoomListener listener) {
        Participants room = rooms.computeIfAbsent(name, Participants::new);
        MemoryRoom newcomer = new MemoryRoom(room, profile, listener, this::leave);
        room.add(newcomer, attributes);
        return newcomer;
    }

    private synchronized void leave(MemoryRoom participant, Leaving how) {
        Participants room = participant.room();
        room.remove(participant, how);
        if (room.isEmpty()) {
            rooms.remove(room.name(), room);
        }
    }

    private synchronized void leave(String name, String identity, Leaving how) {
        Participants room = rooms.get(name);
        if (room != null) {
            room.named(identity).ifPresent(participant -> leave(participant, how));
        }
    }

    @Override
    public void hangUp(String room, String identity) {
        leave(room, identity, Leaving.REMOVED);
    }

    /**
     * Breaks a participant's connection for good: the others have lost the participant, who has lost the room. Does
     * nothing for a participant who is not there.
     */
    public void lose(String room, String identity) {
        leave(room, identity, Leaving.LOST);
    }

    /** Does nothing, because each room is given back when the last participant has left it. */
    @Override
    public void close() {}
}
