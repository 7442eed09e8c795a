package dev.tandem.workers.speech.local.hibari;

import dev.tandem.workers.audio.Resampler;
import dev.tandem.workers.speech.SpeechException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a voice out of the one that the model has: it is spoken faster, then played as if it had been recorded at
 * {@code rate}. That lowers pitch and resonances together, as in a larger person, and cannot distort.
 *
 * @param rate Hz; below {@link SpectralSynthesis#RATE} the voice is lower
 */
record Voice(int rate, Resampler resampler) {

    private static final String DEFAULT = "hibari";

    /** The voices, with a median pitch of 190 Hz and 160 Hz. */
    private static final Map<String, Voice> VOICES =
            new TreeMap<>(Map.of(DEFAULT, at(SpectralSynthesis.RATE), "hibari-low", at(20_000)));

    private static Voice at(int rate) {
        return new Voice(rate, new Resampler(rate, SpectralSynthesis.RATE));
    }

    /** @param id empty for the default */
    static Voice called(String id) {
        Voice voice = VOICES.get(id.isEmpty() ? DEFAULT : id);
        if (voice == null) {
            throw new SpeechException(
                    "Local text to speech has no voice '" + id + "'; it has: " + String.join(", ", VOICES.keySet())
                            + ".",
                    false);
        }
        return voice;
    }

    /** Returns the speed to ask of the model, so that the voice speaks at {@code speed}. */
    double modelSpeed(double speed) {
        return speed * SpectralSynthesis.RATE / rate;
    }

    float[] of(float[] wave) {
        return resampler.resample(wave);
    }
}
