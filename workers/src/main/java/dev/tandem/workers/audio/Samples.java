package dev.tandem.workers.audio;

/**
 * Makes samples of bytes that come in pieces: 16 bit, little-endian. A sample may be cut in two by the pieces. Not
 * thread-safe.
 */
public final class Samples {

    private int half = -1;

    /** Returns the samples that are complete with this piece. */
    public short[] of(byte[] bytes, int length) {
        int from = 0;
        short[] samples = new short[(length + (half < 0 ? 0 : 1)) / 2];
        int count = 0;
        if (half >= 0 && length > 0) {
            samples[count++] = sample(half, bytes[0]);
            from = 1;
        } else if (half >= 0) {
            return samples;
        }
        half = -1;
        for (; from + 1 < length; from += 2) {
            samples[count++] = sample(bytes[from] & 0xff, bytes[from + 1]);
        }
        if (from < length) {
            half = bytes[from] & 0xff;
        }
        return samples;
    }

    private static short sample(int low, byte high) {
        return (short) (low | high << 8);
    }
}
