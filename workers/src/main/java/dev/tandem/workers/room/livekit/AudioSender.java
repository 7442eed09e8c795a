package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.AudioFrameBufferInfo;
import dev.tandem.livekit.proto.AudioSourceOptions;
import dev.tandem.livekit.proto.AudioSourceType;
import dev.tandem.livekit.proto.CaptureAudioFrameRequest;
import dev.tandem.livekit.proto.FfiRequest;
import dev.tandem.livekit.proto.NewAudioSourceRequest;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.livekit.ffi.FfiClient;
import dev.tandem.workers.room.livekit.ffi.FfiLibrary;
import dev.tandem.workers.room.livekit.ffi.OwnedHandles;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Sends this participant's own audio. The client copies a frame before the request returns, so one buffer and one
 * request, with the same bytes each time, serve every frame. Only the pacer sends, and a {@link FrameGate} keeps a
 * second frame out.
 *
 * <p>There is no lock, because the pacer serves every call of the process and must not wait for one that closes. The
 * thread that closes waits for the frame that is on its way. Only then may the handle of the source be given back, so
 * the client is never asked for a source that is gone. The buffers need no such care: the request that is on its way
 * holds their memory.
 */
final class AudioSender {

    private final FfiLibrary library;
    private final long source;
    private final MemorySegment samples;
    private final MemorySegment request;
    private final MemorySegment answerAddress;
    private final MemorySegment answerLength;
    private final FrameGate gate = new FrameGate();

    private AudioSender(FfiLibrary library, long source) {
        this.library = library;
        this.source = source;
        // The garbage collector frees both as one: as long as a call has the request, the samples are there too.
        var arena = Arena.ofAuto();
        samples = arena.allocate(ValueLayout.JAVA_SHORT, Room.OUTPUT_FRAME);
        request = arena.allocateFrom(
                ValueLayout.JAVA_BYTE, captureRequest(source, samples.address()).toByteArray());
        answerAddress = arena.allocate(ValueLayout.JAVA_LONG);
        answerLength = arena.allocate(ValueLayout.JAVA_LONG);
    }

    static AudioSender open(FfiClient client, OwnedHandles handles) {
        // There is no queue, because the pacer is ours, and a queue would continue after an interruption. Nothing
        // processes speech that never went through a microphone.
        var opened = client.request(FfiRequest.newBuilder()
                .setNewAudioSource(NewAudioSourceRequest.newBuilder()
                        .setType(AudioSourceType.AUDIO_SOURCE_NATIVE)
                        .setSampleRate(Room.OUTPUT_RATE)
                        .setNumChannels(1)
                        .setQueueSizeMs(0)
                        .setOptions(AudioSourceOptions.newBuilder()
                                .setEchoCancellation(false)
                                .setNoiseSuppression(false)
                                .setAutoGainControl(false)))
                .build());
        return new AudioSender(
                client.library(),
                handles.keep(opened.getNewAudioSource().getSource().getHandle()));
    }

    private static FfiRequest captureRequest(long source, long samples) {
        return FfiRequest.newBuilder()
                .setCaptureAudioFrame(CaptureAudioFrameRequest.newBuilder()
                        .setSourceHandle(source)
                        .setBuffer(AudioFrameBufferInfo.newBuilder()
                                .setDataPtr(samples)
                                .setNumChannels(1)
                                .setSampleRate(Room.OUTPUT_RATE)
                                .setSamplesPerChannel(Room.OUTPUT_FRAME)))
                .build();
    }

    long source() {
        return source;
    }

    /** Does nothing after {@link #stop}. */
    void send(short[] frame) {
        if (frame.length != Room.OUTPUT_FRAME) {
            throw new IllegalArgumentException(
                    "a frame has " + Room.OUTPUT_FRAME + " samples, this one " + frame.length);
        }
        if (gate.enter()) {
            try {
                MemorySegment.copy(frame, 0, samples, ValueLayout.JAVA_SHORT, 0, frame.length);
                library.send(request, answerAddress, answerLength);
            } finally {
                gate.leave();
            }
        }
    }

    /** Stops sending. After this returns, no frame is on its way into the client. */
    void stop() {
        gate.shut();
    }
}
