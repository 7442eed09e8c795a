package dev.tandem.workers.speech.openai.ears;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes samples of 16 kHz as a WAV file: one channel, 16 bit. Not thread-safe. */
final class WavFile {

    private static final int RATE = 16_000;
    private static final int HEADER = 44;

    private final ByteArrayOutputStream samples = new ByteArrayOutputStream();

    /** Takes samples from -1 to 1. */
    void add(float[] from, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            int sample = Math.clamp(Math.round(from[i] * 32_767), -32_768, 32_767);
            samples.write(sample);
            samples.write(sample >> 8);
        }
    }

    byte[] bytes() {
        int size = samples.size();
        ByteBuffer file = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(HEADER - 8 + size).put(ascii("WAVE"));
        file.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        file.putInt(RATE).putInt(2 * RATE).putShort((short) 2).putShort((short) 16);
        file.put(ascii("data")).putInt(size).put(samples.toByteArray());
        return file.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
