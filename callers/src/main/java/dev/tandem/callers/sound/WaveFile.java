package dev.tandem.callers.sound;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Writes what was heard: 16 kHz, 16 bit, mono. */
public final class WaveFile {

    /** Sample rate of what a room gives, Hz. */
    private static final int HEARD_RATE = 16_000;

    private WaveFile() {}

    /** @throws UncheckedIOException if it cannot be written; folders that are missing are made */
    public static void write(Path file, short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        AudioFormat format = new AudioFormat(HEARD_RATE, 16, 1, true, false);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AudioSystem.write(
                    new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples.length),
                    AudioFileFormat.Type.WAVE,
                    file.toFile());
        } catch (IOException fault) {
            throw new UncheckedIOException("what was heard cannot be written to " + file, fault);
        }
    }
}
