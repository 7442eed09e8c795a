package dev.tandem.workers.room.memory;

import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.Room;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A room in memory as its agent has it, with a caller who comes and goes with the agent. */
record AttendedMemoryRoom(Room agent, CallerRoom standIn) implements Room {

    @Override
    public void send(short[] frame) {
        agent.send(frame);
    }

    @Override
    public void attributes(Map<String, String> attributes) {
        agent.attributes(attributes);
    }

    @Override
    public void text(String topic, String text, Map<String, String> attributes) {
        agent.text(topic, text, attributes);
    }

    @Override
    public CompletableFuture<Void> shown() {
        return agent.shown();
    }

    @Override
    public CompletableFuture<Void> audible() {
        return agent.audible();
    }

    @Override
    public CallerTrack caller() {
        return agent.caller();
    }

    @Override
    public void close() {
        standIn.close();
        agent.close();
    }
}
