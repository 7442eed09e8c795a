package dev.tandem.workers.room.memory;

import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.Rooms;
import java.util.Map;

/**
 * Rooms in memory for calls whose callers write to the call workflow. In each stands a caller who says nothing, comes
 * with the agent and goes with it.
 */
public final class WritersRooms implements Rooms {

    private static final String CALLER = "caller";

    private final MemoryRooms rooms = new MemoryRooms();

    @Override
    public Room join(String room, String identity, Map<String, String> attributes, Fence fence, RoomListener listener) {
        return joinInWriting(room, identity, attributes, fence, listener);
    }

    @Override
    public Room joinInWriting(
            String room, String identity, Map<String, String> attributes, Fence fence, RoomListener listener) {
        Room agent = rooms.joinInWriting(room, identity, attributes, fence, listener);
        CallerRoom caller = rooms.joinAsCallerInWriting(room, CALLER, Map.of(), new RoomListener() {});
        return new AttendedMemoryRoom(agent, caller);
    }

    @Override
    public void hangUp(String room, String identity) {
        rooms.hangUp(room, identity);
    }

    @Override
    public void close() {
        rooms.close();
    }
}
