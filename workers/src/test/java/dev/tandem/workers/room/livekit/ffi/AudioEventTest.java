package dev.tandem.workers.room.livekit.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.livekit.proto.AudioFrameBufferInfo;
import dev.tandem.livekit.proto.AudioFrameReceived;
import dev.tandem.livekit.proto.AudioStreamEOS;
import dev.tandem.livekit.proto.AudioStreamEvent;
import dev.tandem.livekit.proto.FfiOwnedHandle;
import dev.tandem.livekit.proto.OwnedAudioFrameBuffer;
import dev.tandem.workers.audio.Allocations;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class AudioEventTest {

    private static final long ADDRESS = 0x7f12_3456_789a_bcdeL;

    @Test
    void readsWhatTheGeneratedMessageWrites() {
        var event = read(frame());

        assertThat(event.stream()).isEqualTo(1L << 33);
        assertThat(event.buffer()).isEqualTo(300);
        assertThat(event.address()).isEqualTo(ADDRESS);
        assertThat(event.length()).isEqualTo(320);
    }

    @Test
    void theEndOfAStreamCarriesNoSamples() {
        var event = read(AudioStreamEvent.newBuilder()
                .setStreamHandle(7)
                .setEos(AudioStreamEOS.getDefaultInstance())
                .build()
                .toByteArray());

        assertThat(event.stream()).isEqualTo(7);
        assertThat(event.buffer()).isZero();
    }

    @Test
    void fieldsOfALaterProtocolArePassedOver() {
        // Field 15 in each of the four wire types, then the stream's handle.
        var later = new byte[] {0x78, 1, 0x79, 1, 2, 3, 4, 5, 6, 7, 8, 0x7a, 2, 1, 2, 0x7d, 1, 2, 3, 4, 0x08, 9};

        assertThat(read(later).stream()).isEqualTo(9);
    }

    @Test
    void aCutEventIsRefusedInsteadOfReadBeyondItsEnd() {
        assertThatThrownBy(() -> read(new byte[] {0x12, 100, 0x0a})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> read(new byte[] {0x08, (byte) 0x80})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFrameCostsNoObject() {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, frame());
            var address = memory.address();
            var length = memory.byteSize();
            var reader = new WireReader();
            var event = new AudioEvent();
            assertThat(Allocations.bytesOf(() -> event.read(reader.over(address, length))))
                    .isZero();
        }
    }

    private static byte[] frame() {
        return AudioStreamEvent.newBuilder()
                .setStreamHandle(1L << 33)
                .setFrameReceived(AudioFrameReceived.newBuilder()
                        .setFrame(OwnedAudioFrameBuffer.newBuilder()
                                .setHandle(FfiOwnedHandle.newBuilder().setId(300))
                                .setInfo(AudioFrameBufferInfo.newBuilder()
                                        .setDataPtr(ADDRESS)
                                        .setNumChannels(1)
                                        .setSampleRate(16_000)
                                        .setSamplesPerChannel(320))))
                .build()
                .toByteArray();
    }

    private static AudioEvent read(byte[] bytes) {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            return new AudioEvent().read(new WireReader().over(memory.address(), bytes.length));
        }
    }
}
