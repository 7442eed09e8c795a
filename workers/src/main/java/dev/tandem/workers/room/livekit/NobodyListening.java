package dev.tandem.workers.room.livekit;

import dev.tandem.workers.room.RoomListener;

/** Hears a room in which nothing is expected to happen. */
final class NobodyListening implements RoomListener {

    @Override
    public void audio(short[] samples, int length) {}

    @Override
    public void callerJoined(String identity) {}

    @Override
    public void callerLeft(String identity) {}

    @Override
    public void callerLost(String identity) {}

    @Override
    public void chat(String text) {}

    @Override
    public void evicted() {}

    @Override
    public void disconnected(String reason) {}
}
