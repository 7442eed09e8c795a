package dev.tandem.workers.speech.local;

import dev.tandem.workers.parts.Parts;
import dev.tandem.workers.speech.ClauseSynthesiser;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.UtteranceRecogniser;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workers.speech.local.hibari.Hibari;
import dev.tandem.workers.speech.local.moonshine.Moonshine;
import dev.tandem.workers.speech.local.moonshine.MoonshineModel;
import dev.tandem.workers.speech.local.onnx.OnnxModels;
import dev.tandem.workers.speech.local.silero.SileroModel;
import dev.tandem.workers.speech.local.silero.SileroVoiceActivity;
import java.nio.file.Path;

/** The engines behind the local providers, on one set of models. */
final class LocalSpeech implements AutoCloseable {

    private final OnnxModels models;
    private final SileroModel silero;
    private final Moonshine moonshine;
    private final Hibari hibari;

    private LocalSpeech(OnnxModels models, SileroModel silero, Moonshine moonshine, Hibari hibari) {
        this.models = models;
        this.silero = silero;
        this.moonshine = moonshine;
        this.hibari = hibari;
    }

    /**
     * Loads the models.
     *
     * @param parts as of {@link Parts#folder}
     * @throws SpeechException if a file is missing or cannot be read; the message says what to do
     */
    static LocalSpeech open(Path parts) {
        OnnxModels models = new OnnxModels(parts);
        try {
            return new LocalSpeech(
                    models, SileroModel.load(models), new Moonshine(MoonshineModel.load(models)), Hibari.load(models));
        } catch (RuntimeException e) {
            models.close();
            throw e;
        }
    }

    /** Opens the voice activity detection of one caller, who closes it. */
    VoiceActivity voiceActivity() {
        return new SileroVoiceActivity(silero);
    }

    /**
     * Returns the recogniser for all callers. It invents words for audio without speech, so give it only what voice
     * activity detection let through.
     */
    UtteranceRecogniser speechToText() {
        return moonshine;
    }

    /** Returns the voice for all callers. */
    ClauseSynthesiser textToSpeech() {
        return hibari;
    }

    /** Runs each model once: the first run of a model is the slow one. */
    void warmUp() {
        try (VoiceActivity ears = voiceActivity()) {
            ears.probability(new float[VoiceActivity.WINDOW], 0);
        }
        moonshine.warmUp();
        hibari.warmUp();
    }

    /** Waits for recognitions under way to end (they are cancelled), then frees the models. */
    @Override
    public void close() {
        moonshine.close();
        models.close();
    }
}
