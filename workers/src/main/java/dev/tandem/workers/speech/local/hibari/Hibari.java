package dev.tandem.workers.speech.local.hibari;

import dev.tandem.workers.speech.ClauseSynthesiser;
import dev.tandem.workers.speech.local.normalization.Sentences;
import dev.tandem.workers.speech.local.normalization.TextNormalizer;
import dev.tandem.workers.speech.local.onnx.OnnxModels;
import java.util.Iterator;

/** Speaks American English. Every clause is synthesised on the caller's thread. */
public final class Hibari implements ClauseSynthesiser {

    /** The limits of speed are the model's own. */
    private static final double SLOWEST = .5;

    private static final double FASTEST = 2;

    /** 220 ms: the pause of a breath between sentences. */
    private static final int BETWEEN_SENTENCES = SpectralSynthesis.RATE * 220 / 1000;

    private final Pronunciation pronunciation;
    private final HibariModel model;

    private Hibari(Pronunciation pronunciation, HibariModel model) {
        this.pronunciation = pronunciation;
        this.model = model;
    }

    public static Hibari load(OnnxModels models) {
        return new Hibari(Pronunciation.load(models), HibariModel.load(models));
    }

    @Override
    public void speak(Clause clause, AudioSink sink) throws InterruptedException {
        Voice voice = Voice.called(clause.voice());
        double speed = voice.modelSpeed(Math.clamp(clause.speed(), SLOWEST, FASTEST));
        Iterator<String> sentences =
                Sentences.of(TextNormalizer.of(clause.text())).iterator();
        while (sentences.hasNext()) {
            String phonemes = pronunciation.phonemes(sentences.next());
            if (!phonemes.isBlank()) {
                float[] wave = SpectralSynthesis.waveform(model.spectrum(phonemes, speed));
                sink.audio(ClauseAudio.of(voice.of(wave), sentences.hasNext() ? BETWEEN_SENTENCES : 0));
            }
        }
    }

    public void warmUp() {
        try {
            speak(new Clause("Hello, this is a test, brzyx.", "", 1), samples -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
