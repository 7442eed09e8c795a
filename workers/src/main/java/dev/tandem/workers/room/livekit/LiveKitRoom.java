package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.RoomEvent;
import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.RoomException;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.room.SerialThread;
import dev.tandem.workers.room.livekit.ffi.FfiClient;
import dev.tandem.workers.room.livekit.ffi.OwnedHandles;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A participant in a LiveKit room. */
final class LiveKitRoom implements CallerRoom {

    private static final Logger log = LoggerFactory.getLogger(LiveKitRoom.class);

    private static final Duration LEAVING = Duration.ofSeconds(2);
    private static final Duration LAST_WORDS = Duration.ofMillis(300);
    private static final Duration END_OF_STREAM = Duration.ofMillis(700);

    private final FfiClient client;
    private final OwnedHandles handles;
    private final @Nullable AudioSender audio;
    private final Connection connection;
    private final HeardParticipant heard;
    private final RoomEvents events;
    private final RoomListener listener;

    /** Handles the events of the room, in order. */
    private final SerialThread thread;

    /**
     * Sends texts and keys in order. The client runs requests side by side, and a transcript must not overtake another.
     */
    private final SerialThread outbox;

    /** Sends states in order. They go another way to the server, and texts need not wait for them. */
    private final SerialThread states;

    private final CompletableFuture<Void> audible = new CompletableFuture<>();
    private final CompletableFuture<Void> endOfStream = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private LiveKitRoom(
            FfiClient client,
            OwnedHandles handles,
            @Nullable AudioSender audio,
            Connection connection,
            ParticipantSelection whom,
            RoomListener listener) {
        this.client = client;
        this.handles = handles;
        this.audio = audio;
        this.connection = connection;
        this.listener = listener;
        thread = new SerialThread("room " + connection.roomName());
        outbox = new SerialThread("outbox " + connection.roomName());
        states = new SerialThread("states " + connection.roomName());
        heard = new HeardParticipant(client, handles, whom, listener);
        if (audio == null) {
            audible.complete(null);
        }
        var texts = new TextStreams(
                new NativeTextReader(client, handles, thread),
                () -> heard.caller().identity(),
                listener);
        events = new RoomEvents(connection, heard, texts, listener, audible);
    }

    static LiveKitRoom join(
            FfiClient client, String url, String token, ParticipantSelection whom, RoomListener listener) {
        var handles = new OwnedHandles(client.library());
        return join(client, handles, url, token, whom, listener, true);
    }

    /** Joins without audio in either direction. */
    static LiveKitRoom joinInWriting(
            FfiClient client, String url, String token, ParticipantSelection whom, RoomListener listener) {
        var handles = new OwnedHandles(client.library());
        return join(client, handles, url, token, whom, listener, false);
    }

    private static LiveKitRoom join(
            FfiClient client,
            OwnedHandles handles,
            String url,
            String token,
            ParticipantSelection whom,
            RoomListener listener,
            boolean aloud) {
        LiveKitRoom room;
        try {
            var audio = aloud ? AudioSender.open(client, handles) : null;
            var connection = Connection.open(client, handles, url, token, aloud);
            room = new LiveKitRoom(client, handles, audio, connection, whom, listener);
        } catch (RuntimeException e) {
            handles.dropAll();
            throw e;
        }
        try {
            room.start();
            return room;
        } catch (RuntimeException e) {
            room.close();
            throw e;
        }
    }

    private void start() {
        var joined = connection.joined();
        thread.execute(() -> {
            try {
                events.present(joined.getParticipantsList());
            } catch (RuntimeException | Error fault) {
                listener.broken(fault);
                throw fault;
            } finally {
                handles.dropUnkept(joined);
            }
        });
        client.events().onRoom(connection.room(), this::arrived);
        connection.ready();
        if (audio != null) {
            connection.publish(audio);
        }
    }

    /** Takes an event on a thread of the native client. */
    private void arrived(RoomEvent event) {
        if (event.hasEos()) {
            endOfStream.complete(null);
        }
        try {
            thread.execute(() -> handle(event));
        } catch (RejectedExecutionException e) {
            handles.dropUnkept(event);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // a call that misses an event must not go on as if nothing had happened
    private void handle(RoomEvent event) {
        try {
            if (!closed.get()) {
                events.handle(event);
            }
        } catch (Throwable fault) {
            log.atError()
                    .addKeyValue("room", connection.roomName())
                    .setCause(fault)
                    .log("an event of a room could not be handled");
            listener.broken(fault);
        } finally {
            handles.dropUnkept(event);
        }
    }

    @Override
    public void send(short[] frame) {
        if (audio != null) {
            audio.send(frame);
        }
    }

    @Override
    public void attributes(Map<String, String> attributes) {
        var now = Map.copyOf(attributes);
        post(states, () -> connection.attributes(now));
    }

    @Override
    public void text(String topic, String text, Map<String, String> attributes) {
        var now = Map.copyOf(attributes);
        post(outbox, () -> connection.text(topic, text, now));
    }

    @Override
    public void press(char key) {
        post(outbox, () -> connection.dtmf(key));
    }

    private void post(SerialThread lane, Runnable request) {
        try {
            lane.execute(() -> show(request));
        } catch (RejectedExecutionException e) {
            log.atDebug().addKeyValue("room", connection.roomName()).log("not sent: the room is closed");
        }
    }

    /** Runs a request that shows something. If it fails, the call goes on. */
    private void show(Runnable request) {
        try {
            request.run();
        } catch (RoomException unanswered) {
            log.atWarn()
                    .addKeyValue("room", connection.roomName())
                    .log("something was not shown in the room: {}", unanswered.getMessage());
        }
    }

    @Override
    public CompletableFuture<Void> shown() {
        CompletableFuture<Void> shown = new CompletableFuture<>();
        try {
            outbox.execute(() -> shown.complete(null));
        } catch (RejectedExecutionException closed) {
            shown.complete(null);
        }
        return shown;
    }

    @Override
    public CallerTrack caller() {
        return heard.caller();
    }

    @Override
    public CompletableFuture<Void> audible() {
        return audible.copy();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            if (audio != null) {
                audio.stop();
            }
            outbox.end();
            states.end();
            if (thread.isCurrent()) {
                leave();
            } else {
                thread.execute(this::leave);
            }
        }
        if (!thread.isCurrent() && !thread.awaitEnd(LEAVING)) {
            log.atWarn()
                    .addKeyValue("room", connection.roomName())
                    .log("leaving a room took too long; a listener may hold up its thread");
        }
    }

    private void leave() {
        outbox.awaitEnd(LAST_WORDS);
        politely(heard::leave);
        politely(connection::disconnect);
        endOfStream
                .completeOnTimeout(null, END_OF_STREAM.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        client.events().forgetRoom(connection.room());
        // The handles are dropped behind the last events, which bring handles of their own.
        thread.execute(handles::dropAll);
        thread.end();
    }

    /** Says goodbye to a server that may be gone and not answer. The rest must be given back in any case. */
    private void politely(Runnable goodbye) {
        try {
            goodbye.run();
        } catch (RoomException e) {
            log.atDebug().addKeyValue("room", connection.roomName()).setCause(e).log("a goodbye was not answered");
        }
    }

    /** Returns the number of native handles that are held. */
    int handleCount() {
        return handles.count();
    }
}
