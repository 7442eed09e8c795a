package dev.tandem.workers.room.livekit.ffi;

import dev.tandem.livekit.proto.AudioFrameBufferInfo;
import dev.tandem.livekit.proto.AudioFrameReceived;
import dev.tandem.livekit.proto.AudioStreamEvent;
import dev.tandem.livekit.proto.FfiOwnedHandle;
import dev.tandem.livekit.proto.OwnedAudioFrameBuffer;

/**
 * Reads an AudioStreamEvent without the generated parser, which would make seven objects of it, fifty times a second.
 * It holds one event after another.
 */
final class AudioEvent {

    private long stream;
    private long buffer;
    private long address;
    private long channels;
    private long samplesPerChannel;

    AudioEvent read(WireReader event) {
        stream = 0;
        buffer = 0;
        address = 0;
        channels = 0;
        samplesPerChannel = 0;
        for (var field = event.field(); field != 0; field = event.field()) {
            switch (field) {
                case AudioStreamEvent.STREAM_HANDLE_FIELD_NUMBER -> stream = event.varint();
                case AudioStreamEvent.FRAME_RECEIVED_FIELD_NUMBER -> frameReceived(event);
                default -> event.skip();
            }
        }
        return this;
    }

    private void frameReceived(WireReader event) {
        var outer = event.enter();
        for (var field = event.field(); field != 0; field = event.field()) {
            if (field == AudioFrameReceived.FRAME_FIELD_NUMBER) {
                frame(event);
            } else {
                event.skip();
            }
        }
        event.leave(outer);
    }

    private void frame(WireReader event) {
        var outer = event.enter();
        for (var field = event.field(); field != 0; field = event.field()) {
            switch (field) {
                case OwnedAudioFrameBuffer.HANDLE_FIELD_NUMBER -> handle(event);
                case OwnedAudioFrameBuffer.INFO_FIELD_NUMBER -> info(event);
                default -> event.skip();
            }
        }
        event.leave(outer);
    }

    private void handle(WireReader event) {
        var outer = event.enter();
        for (var field = event.field(); field != 0; field = event.field()) {
            if (field == FfiOwnedHandle.ID_FIELD_NUMBER) {
                buffer = event.varint();
            } else {
                event.skip();
            }
        }
        event.leave(outer);
    }

    private void info(WireReader event) {
        var outer = event.enter();
        for (var field = event.field(); field != 0; field = event.field()) {
            switch (field) {
                case AudioFrameBufferInfo.DATA_PTR_FIELD_NUMBER -> address = event.varint();
                case AudioFrameBufferInfo.NUM_CHANNELS_FIELD_NUMBER -> channels = event.varint();
                case AudioFrameBufferInfo.SAMPLES_PER_CHANNEL_FIELD_NUMBER -> samplesPerChannel = event.varint();
                default -> event.skip();
            }
        }
        event.leave(outer);
    }

    long stream() {
        return stream;
    }

    /** Returns the handle of the samples, which must be given back; 0 if the event carries none (end of the stream). */
    long buffer() {
        return buffer;
    }

    /** Returns the address of the samples. It is valid until {@link #buffer} is given back. */
    long address() {
        return address;
    }

    int length() {
        return Math.toIntExact(channels * samplesPerChannel);
    }
}
