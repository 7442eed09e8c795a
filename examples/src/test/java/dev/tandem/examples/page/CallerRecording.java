package dev.tandem.examples.page;

import dev.tandem.workers.audio.Resampler;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workflows.graph.ProviderConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import tools.jackson.databind.json.JsonMapper;

/** Records what a caller says, with pauses to listen, in the form that Chromium accepts as a microphone. */
final class CallerRecording {

    /** Sample rate of {@link TextToSpeech}, Hz. */
    private static final int SPOKEN = 24_000;

    /** Sample rate that Chromium's file microphone accepts without resampling, Hz. */
    private static final int RECORDED = 48_000;

    private final Resampler resampler = new Resampler(SPOKEN, RECORDED);
    private final ByteArrayOutputStream samples = new ByteArrayOutputStream();
    private final TextToSpeech voice;

    CallerRecording(Speech speech) {
        voice = speech.textToSpeech(new ProviderConfig(
                "local", JsonMapper.shared().createObjectNode().put("provider", "local")));
    }

    CallerRecording listensFor(Duration pause) {
        samples.writeBytes(new byte[Math.toIntExact(pause.toMillis() * RECORDED / 1000 * Short.BYTES)]);
        return this;
    }

    CallerRecording says(String text) throws InterruptedException {
        voice.speak(text, TextToSpeech.Options.DEFAULT, this::record);
        return this;
    }

    private void record(short[] spoken) {
        float[] clause = new float[spoken.length];
        for (int i = 0; i < spoken.length; i++) {
            clause[i] = spoken[i];
        }
        float[] resampled = resampler.resample(clause);
        ByteBuffer bytes = ByteBuffer.allocate(resampled.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : resampled) {
            bytes.putShort((short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE));
        }
        samples.writeBytes(bytes.array());
    }

    Path save(Path file) throws IOException {
        byte[] all = samples.toByteArray();
        AudioFormat format = new AudioFormat(RECORDED, Short.SIZE, 1, true, false);
        try (AudioInputStream audio =
                new AudioInputStream(new ByteArrayInputStream(all), format, all.length / Short.BYTES)) {
            AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file.toFile());
        }
        return file;
    }
}
