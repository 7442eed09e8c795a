package dev.tandem.workers.room.livekit.ffi;

import dev.tandem.livekit.proto.AudioStreamType;
import dev.tandem.livekit.proto.FfiRequest;
import dev.tandem.livekit.proto.NewAudioStreamRequest;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the audio of one remote track. The native client decodes and resamples it to what a {@link RoomListener}
 * hears.
 */
public final class AudioReceiver {

    private static final Logger log = LoggerFactory.getLogger(AudioReceiver.class);

    private static final int FRAME_MS = 20;

    /** Frames that the client keeps while its callback is busy: 200 ms. Then it drops the oldest one. */
    private static final int QUEUE_FRAMES = 10;

    private final FfiClient client;
    private final OwnedHandles handles;
    private final long stream;
    private final RoomListener listener;
    private short[] samples = new short[Room.INPUT_RATE * FRAME_MS / 1000];
    private boolean failed;

    private AudioReceiver(FfiClient client, OwnedHandles handles, long stream, RoomListener listener) {
        this.client = client;
        this.handles = handles;
        this.stream = stream;
        this.listener = listener;
    }

    public static AudioReceiver open(FfiClient client, OwnedHandles handles, long track, RoomListener listener) {
        var opened = client.request(FfiRequest.newBuilder()
                .setNewAudioStream(NewAudioStreamRequest.newBuilder()
                        .setTrackHandle(track)
                        .setType(AudioStreamType.AUDIO_STREAM_NATIVE)
                        .setSampleRate(Room.INPUT_RATE)
                        .setNumChannels(1)
                        .setFrameSizeMs(FRAME_MS)
                        .setQueueSizeFrames(QUEUE_FRAMES))
                .build());
        var stream = handles.keep(opened.getNewAudioStream().getStream().getHandle());
        var receiver = new AudioReceiver(client, handles, stream, listener);
        client.events().onAudio(receiver);
        return receiver;
    }

    long stream() {
        return stream;
    }

    /** Takes one frame at a time, on changing threads of the native client. */
    @SuppressWarnings("CatchingUnchecked") // a caller who is not heard must not be kept, whatever the reason
    void receive(long address, int length) {
        if (length > samples.length) {
            samples = new short[length];
        }
        NativeMemory.samples(address, samples, length);
        try {
            listener.audio(samples, length);
        } catch (Throwable e) {
            // The error is told once for a stream, because it would come fifty times a second.
            if (!failed) {
                failed = true;
                log.error("a listener failed on the caller's audio", e);
                listener.broken(e);
            }
        }
    }

    public void close() {
        client.events().forgetAudio(this);
        handles.drop(stream);
    }
}
