package dev.tandem.callers.sound;

import dev.tandem.workers.audio.Resampler;
import dev.tandem.workers.speech.TextToSpeech;
import java.util.ArrayList;
import java.util.List;

/**
 * Speaks with a voice that no agent has: the local one, with pitch and formants {@link #HIGHER} times as high and at the
 * same pace. The agents' local voices are the model's own and one at 20/24 of it.
 */
public final class CallersVoice {

    /** Sample rate of the audio, Hz. */
    public static final int RATE = 24_000;

    /** As much higher as the other voice of the agents is lower. */
    static final double HIGHER = 1.2;

    private static final int PERCENT = 100;

    /** Amplitude of the loudest sample: lines are equally loud, so that noise is as far below each. */
    private static final double PEAK = 12_000;

    private final TextToSpeech voice;
    private final Resampler raised = new Resampler((int) (HIGHER * PERCENT), PERCENT);

    public CallersVoice(TextToSpeech voice) {
        this.voice = voice;
    }

    /**
     * Synthesises a line; blocks until all of it is there.
     *
     * @return mono, {@link #RATE}, 16 bit
     * @throws dev.tandem.workers.speech.SpeechException if it cannot be spoken
     */
    public short[] speak(String text) throws InterruptedException {
        List<short[]> pieces = new ArrayList<>();
        voice.speak(text, new TextToSpeech.Options("", 1 / HIGHER), pieces::add);
        float[] spoken =
                new float[pieces.stream().mapToInt(piece -> piece.length).sum()];
        int at = 0;
        for (short[] piece : pieces) {
            for (short sample : piece) {
                spoken[at++] = sample;
            }
        }
        return levelled(raised.resample(spoken));
    }

    private static short[] levelled(float[] samples) {
        double loudest = 1;
        for (float sample : samples) {
            loudest = Math.max(loudest, Math.abs(sample));
        }
        short[] levelled = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            levelled[i] = (short) Math.round(samples[i] * PEAK / loudest);
        }
        return levelled;
    }
}
