package dev.tandem.workers.room.livekit;

import dev.tandem.livekit.proto.AudioFrameBufferInfo;
import dev.tandem.livekit.proto.AudioFrameReceived;
import dev.tandem.livekit.proto.AudioStreamEvent;
import dev.tandem.livekit.proto.FfiOwnedHandle;
import dev.tandem.livekit.proto.OwnedAudioFrameBuffer;

/** One AudioStreamEvent, read by hand: the generated parser would make seven objects of it, fifty times a second. */
final class AudioEvent {

    private long stream;
    private long buffer;
    private long address;
    private long channels;
    private long samplesPerChannel;

    static AudioEvent read(WireReader event) {
        var read = new AudioEvent();
        for (var field = event.field(); field != 0; field = event.field()) {
            switch (field) {
                case AudioStreamEvent.STREAM_HANDLE_FIELD_NUMBER -> read.stream = event.varint();
                case AudioStreamEvent.FRAME_RECEIVED_FIELD_NUMBER -> read.frameReceived(event.message());
                default -> event.skip();
            }
        }
        return read;
    }

    private void frameReceived(WireReader received) {
        for (var field = received.field(); field != 0; field = received.field()) {
            if (field == AudioFrameReceived.FRAME_FIELD_NUMBER) {
                frame(received.message());
            } else {
                received.skip();
            }
        }
    }

    private void frame(WireReader frame) {
        for (var field = frame.field(); field != 0; field = frame.field()) {
            switch (field) {
                case OwnedAudioFrameBuffer.HANDLE_FIELD_NUMBER -> handle(frame.message());
                case OwnedAudioFrameBuffer.INFO_FIELD_NUMBER -> info(frame.message());
                default -> frame.skip();
            }
        }
    }

    private void handle(WireReader handle) {
        for (var field = handle.field(); field != 0; field = handle.field()) {
            if (field == FfiOwnedHandle.ID_FIELD_NUMBER) {
                buffer = handle.varint();
            } else {
                handle.skip();
            }
        }
    }

    private void info(WireReader info) {
        for (var field = info.field(); field != 0; field = info.field()) {
            switch (field) {
                case AudioFrameBufferInfo.DATA_PTR_FIELD_NUMBER -> address = info.varint();
                case AudioFrameBufferInfo.NUM_CHANNELS_FIELD_NUMBER -> channels = info.varint();
                case AudioFrameBufferInfo.SAMPLES_PER_CHANNEL_FIELD_NUMBER -> samplesPerChannel = info.varint();
                default -> info.skip();
            }
        }
    }

    long stream() {
        return stream;
    }

    /** Handle of the samples, to be given back; 0 if the event carries none (end of the stream). */
    long buffer() {
        return buffer;
    }

    /** Where the samples are, until {@link #buffer} is given back. */
    long address() {
        return address;
    }

    int length() {
        return Math.toIntExact(channels * samplesPerChannel);
    }
}
