package dev.tandem.workers.room.livekit.ffi;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tandem.livekit.proto.CaptureAudioFrameCallback;
import dev.tandem.livekit.proto.DisconnectRequest;
import dev.tandem.livekit.proto.FfiEvent;
import dev.tandem.livekit.proto.FfiRequest;
import dev.tandem.livekit.proto.RoomEvent;
import dev.tandem.livekit.proto.TextStreamReaderEvent;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes each event of the native client to its recipient. It runs on the client's own threads: one that is held up
 * here holds up the audio of every call, and an exception that leaves it ends the process.
 */
public final class FfiEvents implements FfiLibrary.EventSink {

    private static final Logger log = LoggerFactory.getLogger(FfiEvents.class);

    /** The readers of a native thread. They are kept, because a frame must not cost an object. */
    private static final class Reading {

        private final WireReader wire = new WireReader();
        private final AudioEvent audio = new AudioEvent();
    }

    private static final ThreadLocal<Reading> READINGS = ThreadLocal.withInitial(Reading::new);

    private final FfiLibrary library;
    private final Map<Long, CompletableFuture<FfiEvent>> answers = new ConcurrentHashMap<>();
    private final Map<Long, Consumer<RoomEvent>> rooms = new ConcurrentHashMap<>();
    private final Map<Long, Consumer<TextStreamReaderEvent>> textReaders = new ConcurrentHashMap<>();

    private final CompletableFuture<String> panicked = new CompletableFuture<>();

    /**
     * The receivers of audio. They are searched one by one: a map would make an object of the key for every frame, and
     * a process has few calls. The array is copied when one comes or goes: a list would make an iterator.
     */
    private volatile AudioReceiver[] receivers = {};

    FfiEvents(FfiLibrary library) {
        this.library = library;
    }

    @Override
    @SuppressWarnings("CatchingUnchecked") // whatever happens here must not reach the native caller
    public void event(long address, long length) {
        try {
            var reading = READINGS.get();
            var event = reading.wire.over(address, length);
            switch (event.field()) {
                case FfiEvent.AUDIO_STREAM_EVENT_FIELD_NUMBER -> {
                    var _ = event.enter();
                    audio(reading.audio.read(event));
                }
                case FfiEvent.CAPTURE_AUDIO_FRAME_FIELD_NUMBER -> {
                    var _ = event.enter();
                    captured(event);
                }
                default -> route(FfiEvent.parseFrom(NativeMemory.bytes(address, length)));
            }
        } catch (InvalidProtocolBufferException e) {
            log.error("LiveKit's native client speaks another protocol. Run: make parts", e);
        } catch (Throwable e) {
            log.error("an event of LiveKit's native client was lost", e);
        }
    }

    private void audio(AudioEvent event) {
        var buffer = event.buffer();
        if (buffer == 0) {
            return;
        }
        try {
            for (var receiver : receivers) {
                if (receiver.stream() == event.stream()) {
                    receiver.receive(event.address(), event.length());
                    return;
                }
            }
        } finally {
            library.drop(buffer);
        }
    }

    /** Reads the answer to a sent frame. It makes an object only if the answer holds an error. */
    private static void captured(WireReader answer) {
        for (var field = answer.field(); field != 0; field = answer.field()) {
            if (field == CaptureAudioFrameCallback.ERROR_FIELD_NUMBER) {
                log.debug("LiveKit's native client did not take an audio frame");
            }
            answer.skip();
        }
    }

    private void route(FfiEvent event) {
        switch (event.getMessageCase()) {
            case ROOM_EVENT -> deliver(event, rooms.get(event.getRoomEvent().getRoomHandle()), event.getRoomEvent());
            case TEXT_STREAM_READER_EVENT ->
                deliver(
                        event,
                        textReaders.get(event.getTextStreamReaderEvent().getReaderHandle()),
                        event.getTextStreamReaderEvent());
            case CONNECT -> answer(event.getConnect().getAsyncId(), event);
            case DISCONNECT -> answer(event.getDisconnect().getAsyncId(), event);
            case PUBLISH_TRACK -> answer(event.getPublishTrack().getAsyncId(), event);
            case SET_LOCAL_ATTRIBUTES -> answer(event.getSetLocalAttributes().getAsyncId(), event);
            case PUBLISH_SIP_DTMF -> answer(event.getPublishSipDtmf().getAsyncId(), event);
            case SEND_TEXT -> answer(event.getSendText().getAsyncId(), event);
            case PANIC -> {
                log.atError()
                        .addKeyValue("panic", event.getPanic().getMessage())
                        .log("LiveKit's native client panicked; calls of this process may be silent");
                panicked.complete(event.getPanic().getMessage());
            }
            default -> dropAll(event);
        }
    }

    /** Completes with the client's own words when it has panicked. Nothing that it does can be relied on after that. */
    public CompletableFuture<String> panicked() {
        return panicked.copy();
    }

    private <T> void deliver(FfiEvent event, @Nullable Consumer<T> receiver, T message) {
        if (receiver == null) {
            dropAll(event);
        } else {
            receiver.accept(message);
        }
    }

    private void answer(long id, FfiEvent event) {
        var waiting = answers.remove(id);
        if (waiting == null) {
            abandon(event);
        } else {
            waiting.complete(event);
        }
    }

    /**
     * Cleans up after an answer that came too late. A room that was joined too late must be left, or a silent agent
     * stays in it.
     */
    private void abandon(FfiEvent event) {
        if (event.getConnect().hasResult()) {
            var room = event.getConnect().getResult().getRoom().getHandle().getId();
            library.request(FfiRequest.newBuilder()
                    .setDisconnect(DisconnectRequest.newBuilder().setRoomHandle(room))
                    .build());
        }
        dropAll(event);
    }

    private void dropAll(FfiEvent event) {
        OwnedHandles.visit(event, library::drop);
    }

    CompletableFuture<FfiEvent> expectAnswer(long id) {
        var answer = new CompletableFuture<FfiEvent>();
        answers.put(id, answer);
        return answer;
    }

    void forgetAnswer(long id) {
        answers.remove(id);
    }

    public void onRoom(long room, Consumer<RoomEvent> receiver) {
        rooms.put(room, receiver);
    }

    public void forgetRoom(long room) {
        rooms.remove(room);
    }

    public void onText(long reader, Consumer<TextStreamReaderEvent> receiver) {
        textReaders.put(reader, receiver);
    }

    public void forgetText(long reader) {
        textReaders.remove(reader);
    }

    synchronized void onAudio(AudioReceiver receiver) {
        var more = Arrays.copyOf(receivers, receivers.length + 1);
        more[receivers.length] = receiver;
        receivers = more;
    }

    synchronized void forgetAudio(AudioReceiver receiver) {
        receivers =
                Arrays.stream(receivers).filter(one -> !one.equals(receiver)).toArray(AudioReceiver[]::new);
    }
}
