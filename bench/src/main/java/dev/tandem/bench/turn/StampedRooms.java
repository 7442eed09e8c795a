package dev.tandem.bench.turn;

import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.Rooms;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Makes silent rooms that note when speech was sent to them. */
final class StampedRooms implements Rooms {

    private final Map<String, StampedRoom> rooms = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<RoomListener>> agents = new ConcurrentHashMap<>();

    @Override
    public Room join(String name, String identity, Map<String, String> attributes, Fence fence, RoomListener listener) {
        fence.pass();
        agent(name).complete(listener);
        return room(name);
    }

    @Override
    public Room joinInWriting(
            String name, String identity, Map<String, String> attributes, Fence fence, RoomListener listener) {
        return join(name, identity, attributes, fence, listener);
    }

    StampedRoom room(String name) {
        return rooms.computeIfAbsent(name, _ -> new StampedRoom());
    }

    /** Waits until the agent is in the room. */
    RoomListener listener(String name) {
        return agent(name).orTimeout(30, TimeUnit.SECONDS).join();
    }

    private CompletableFuture<RoomListener> agent(String name) {
        return agents.computeIfAbsent(name, _ -> new CompletableFuture<>());
    }

    @Override
    public void hangUp(String room, String identity) {}

    @Override
    public void close() {}
}
