package dev.tandem.workers.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplesTest {

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void readsLittleEndianSamples() {
        assertThat(new Samples().of(bytes(0x01, 0x02, 0xff, 0xff), 4)).containsExactly(0x0201, -1);
    }

    @Test
    void joinsASampleThatThePiecesCut() {
        Samples samples = new Samples();

        assertThat(samples.of(bytes(0x01, 0x02, 0x03), 3)).containsExactly(0x0201);
        assertThat(samples.of(bytes(0x04), 1)).containsExactly(0x0403);
        assertThat(samples.of(bytes(), 0)).isEmpty();
        assertThat(samples.of(bytes(0x05), 1)).isEmpty();
        assertThat(samples.of(bytes(0x06, 0x07), 2)).containsExactly(0x0605);
    }
}
