package dev.tandem.workers.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AudioRingTest {

    @Test
    void whatIsWrittenIsReadInOrder() {
        AudioRing ring = new AudioRing(8);
        float[] read = new float[3];
        for (short round = 0; round < 5; round++) {
            short base = (short) (round * 3);
            ring.write(new short[] {base, (short) (base + 1), (short) (base + 2), 99}, 3);
            assertThat(ring.read(read)).isTrue();
            assertThat(read).containsExactly(base / 32768f, (base + 1) / 32768f, (base + 2) / 32768f);
        }
    }

    @Test
    void aReaderThatSleepsCostsTheNewestSamplesAndNeverTheWriter() {
        AudioRing ring = new AudioRing(4);
        ring.write(new short[] {1, 2, 3}, 3);
        ring.write(new short[] {4, 5}, 2);
        float[] read = new float[3];
        ring.read(read);
        assertThat(read).containsExactly(1 / 32768f, 2 / 32768f, 3 / 32768f);

        ring.write(new short[] {6, 7, 8}, 3);
        ring.read(read);
        assertThat(read).containsExactly(6 / 32768f, 7 / 32768f, 8 / 32768f);
    }

    @Test
    void closingEndsTheReader() {
        AudioRing ring = new AudioRing(4);
        CompletableFuture<Boolean> read = CompletableFuture.supplyAsync(() -> ring.read(new float[2]));
        ring.close();
        assertThat(read.join()).isFalse();
    }

    @Test
    void aWindowCostsNoObject() {
        AudioRing ring = new AudioRing(4096);
        short[] frame = new short[512];
        float[] window = new float[512];
        assertThat(Allocations.bytesOf(() -> {
                    ring.write(frame, frame.length);
                    ring.read(window);
                }))
                .isZero();
    }

    @Test
    void theReaderWaitsForAWholeWindow() {
        AudioRing ring = new AudioRing(4096);
        float[] window = new float[512];
        CompletableFuture<Boolean> read = CompletableFuture.supplyAsync(() -> ring.read(window));
        ring.write(new short[320], 320);
        assertThat(read).isNotDone();
        ring.write(new short[320], 320);
        assertThat(read).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
    }
}
