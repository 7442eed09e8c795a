package dev.tandem.bench.turn;

import dev.tandem.bench.measure.Samples;
import dev.tandem.bench.session.HandArmedSession;
import dev.tandem.bench.session.ScriptedModel;
import dev.tandem.bench.session.TimedRoom;
import dev.tandem.stack.server.LiveKitServer;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.audio.SpokenClause;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.livekit.LiveKitCallers;
import dev.tandem.workers.room.livekit.LiveKitRooms;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workflows.protocol.TurnOutcome;
import io.livekit.server.AccessToken;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** Holds a call in a LiveKit room of its own: the agent's session, and a caller who sends noise and listens. */
final class RealRoom implements AutoCloseable {

    /** A reply of about half a minute of speech. */
    private static final String LONG_REPLY =
            "word ".repeat(59).strip().concat(". ").repeat(10);

    /** A minute of noise that no detector takes for speech. All callers send it. */
    private static final short[] NOISE = noise();

    /** The clocks of both sides, as if each were a process of its own. */
    record Pacers(Pacer agents, Pacer callers) {}

    private final HandArmedSession session;
    private final CallerEars ears;
    private final Room caller;
    private final Playout microphone;
    private final Pacer callers;

    RealRoom(
            int number,
            LiveKitServer server,
            LiveKitRooms rooms,
            LiveKitCallers livekit,
            Pacers pacers,
            VoiceActivity vad,
            Samples jitter,
            AtomicLong heard) {
        this.callers = pacers.callers();
        this.ears = new CallerEars(heard);
        String room = "room-" + number;
        session = HandArmedSession.scripted(
                room,
                pacers.agents(),
                new ScriptedModel(LONG_REPLY),
                vad,
                listener -> new TimedRoom(
                        rooms.join(room, "agent", Map.of(), () -> {}, listener),
                        off -> jitter.addNanos(Math.abs(off))));
        caller = livekit.join(server.url().toString(), token(server, room), ears);
        microphone = new Playout(caller::send, new Deaf());
        SpokenClause noise = new SpokenClause("noise");
        for (int minute = 0; minute < 10; minute++) {
            microphone.offer(noise, NOISE);
        }
        callers.add(microphone);
    }

    /** Makes the agent talk from now on. */
    void talk() {
        session.open();
        CompletableFuture<TurnOutcome> reply = session.arm();
        session.type("Go on.");
        var _ = reply;
    }

    @Override
    public void close() {
        callers.remove(microphone);
        session.close();
        caller.close();
    }

    private static String token(LiveKitServer server, String room) {
        AccessToken token = new AccessToken(
                server.credentials().apiKey(), server.credentials().apiSecret());
        token.setIdentity("caller");
        token.addGrants(new RoomJoin(true), new RoomName(room));
        return token.toJwt();
    }

    private static short[] noise() {
        short[] noise = new short[60 * Room.OUTPUT_RATE];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (i * 7919L % 61 - 30);
        }
        return noise;
    }
}
