package dev.tandem.workers.speech.streamed;

import java.util.Arrays;

/**
 * Keeps the audio of the utterance under way as it is sent, so that it can be sent again over another connection: 320
 * ms before it, and its last 30 s. Not thread-safe.
 */
final class CallerAudio {

    /** Bytes of a second: 16 kHz, 16 bit. */
    static final int SECOND = 32_000;

    private static final int BEFORE = 320 * SECOND / 1_000;
    private static final int MOST = 30 * SECOND;

    private byte[] bytes = new byte[4 * BEFORE];
    private int length;
    private boolean marked;

    /** Returns samples from -1 to 1 as 16 bit, little-endian. */
    static byte[] pcm(float[] samples, int offset, int count) {
        byte[] pcm = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            int sample = Math.clamp(Math.round(samples[offset + i] * 32_767), -32_768, 32_767);
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        return pcm;
    }

    void add(byte[] more) {
        if (!marked && length > 2 * BEFORE) {
            drop(length - BEFORE);
        } else if (length + more.length > MOST) {
            drop(length / 2);
        }
        if (length + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more.length, 2 * bytes.length));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void drop(int count) {
        System.arraycopy(bytes, count, bytes, 0, length - count);
        length -= count;
    }

    void begin() {
        forget();
        marked = true;
    }

    void end() {
        forget();
        marked = false;
    }

    private void forget() {
        if (length > BEFORE) {
            drop(length - BEFORE);
        }
    }

    byte[] all() {
        return Arrays.copyOf(bytes, length);
    }
}
