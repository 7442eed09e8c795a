package dev.tandem.workers.speech.local;

import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.TextToSpeech;
import java.util.Iterator;
import java.util.Map;

/** Speaks American English. Every clause is synthesised on the caller's thread. */
final class Hibari implements TextToSpeech {

    /** By factor on the pitch of the one voice that the model has. */
    private static final Map<String, Double> VOICES = Map.of("hibari", 1.0, "hibari-low", .72);

    private static final String DEFAULT_VOICE = "hibari";

    /** The model's own range. */
    private static final double SLOWEST = .5;

    private static final double FASTEST = 2;

    /** 220 ms: what one breathes between sentences. */
    private static final int BETWEEN_SENTENCES = SpectralSynthesis.RATE * 220 / 1000;

    private final Pronunciation pronunciation;
    private final HibariModel model;

    private Hibari(Pronunciation pronunciation, HibariModel model) {
        this.pronunciation = pronunciation;
        this.model = model;
    }

    static Hibari load(Models models) {
        return new Hibari(Pronunciation.load(models), HibariModel.load(models));
    }

    @Override
    public void speak(Clause clause, AudioSink sink) throws InterruptedException {
        double pitch = pitch(clause.voice());
        double speed = Math.clamp(clause.speed(), SLOWEST, FASTEST);
        Iterator<String> sentences = Sentences.of(SpokenText.of(clause.text())).iterator();
        while (sentences.hasNext()) {
            String phonemes = pronunciation.phonemes(sentences.next());
            if (!phonemes.isBlank()) {
                float[] wave = SpectralSynthesis.waveform(model.spectrum(phonemes, speed), pitch);
                sink.audio(ClauseAudio.of(wave, sentences.hasNext() ? BETWEEN_SENTENCES : 0));
            }
        }
    }

    private static double pitch(String voice) {
        Double pitch = VOICES.get(voice.isEmpty() ? DEFAULT_VOICE : voice);
        if (pitch == null) {
            throw new SpeechException(
                    "Local text to speech has no voice '" + voice + "'; it has: "
                            + String.join(
                                    ", ", VOICES.keySet().stream().sorted().toList()) + ".",
                    false);
        }
        return pitch;
    }

    void warmUp() {
        try {
            speak(new Clause("Hello, this is a test, brzyx.", DEFAULT_VOICE, 1), samples -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The models belong to {@link LocalSpeech}. */
    @Override
    public void close() {}
}
