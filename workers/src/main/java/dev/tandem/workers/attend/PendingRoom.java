package dev.tandem.workers.attend;

import dev.tandem.workers.room.Room;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a room that is still being joined, so that its session can already prepare its reply. What the session
 * shows in the room waits until then, in order; frames do not wait.
 */
final class PendingRoom implements Room {

    private final CompletableFuture<Room> joining;
    private CompletableFuture<Room> actions;
    private volatile @Nullable Room room;

    PendingRoom(CompletableFuture<Room> joining) {
        this.joining = joining;
        this.actions = joining.thenApply(joined -> {
            room = joined;
            return joined;
        });
    }

    boolean isJoined() {
        return room != null;
    }

    /**
     * Waits until the room is joined.
     *
     * @throws java.util.concurrent.CompletionException if it cannot be joined
     */
    void joined() {
        var _ = joining.join();
    }

    @Override
    public void send(short[] frame) {
        Room there = room;
        if (there != null) {
            there.send(frame);
        }
    }

    @Override
    public void attributes(Map<String, String> attributes) {
        then(there -> there.attributes(attributes));
    }

    @Override
    public void text(String topic, String text, Map<String, String> attributes) {
        then(there -> there.text(topic, text, attributes));
    }

    @Override
    public CallerTrack caller() {
        Room there = room;
        return there == null ? CallerTrack.NOBODY : there.caller();
    }

    @Override
    public CompletableFuture<Void> audible() {
        return joining.thenCompose(Room::audible);
    }

    @Override
    public synchronized CompletableFuture<Void> shown() {
        return actions.thenCompose(Room::shown);
    }

    /**
     * Closes the room outside the lock: closing may take a while, and events of the room may need the lock meanwhile.
     */
    @Override
    public void close() {
        var _ = begun().thenAccept(Room::close);
    }

    private synchronized CompletableFuture<Room> begun() {
        return actions;
    }

    private synchronized void then(Consumer<Room> action) {
        actions = actions.thenApply(there -> {
            action.accept(there);
            return there;
        });
    }
}
