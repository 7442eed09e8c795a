package dev.tandem.bench.turn;

import dev.tandem.workers.speech.SpeechProvider;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workflows.graph.Provider;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Recognises and speaks without cost: loud audio is speech, every utterance is the same, and a word sounds for 50 ms.
 */
final class ScriptedSpeech implements SpeechProvider {

    /** Samples of one spoken word: 50 ms. */
    private static final int WORD = 1_200;

    private final VoiceActivity vad;

    /** @param vad detector of the one caller whose session this serves */
    ScriptedSpeech(VoiceActivity vad) {
        this.vad = vad;
    }

    @Override
    public Set<String> names() {
        return Set.of("scripted", "silero");
    }

    @Override
    public VoiceActivity voiceActivity(String name) {
        return vad;
    }

    @Override
    public SpeechToText speechToText(Provider provider) {
        return new Ears();
    }

    @Override
    public TextToSpeech textToSpeech(Provider provider) {
        return new Voice();
    }

    @Override
    public void close() {}

    private static final class Ears implements SpeechToText {

        @Override
        public Recognition open(Options options) {
            return new Recognition() {
                @Override
                public void audio(float[] samples, int offset, int length) {}

                @Override
                public CompletableFuture<String> transcript() {
                    return CompletableFuture.completedFuture("Stop.");
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }

    static final class Voice implements TextToSpeech {

        @Override
        public void speak(Clause clause, AudioSink sink) {
            short[] audio = new short[WORD * clause.text().split(" ", -1).length];
            Arrays.fill(audio, (short) 1_000);
            sink.audio(audio);
        }

        @Override
        public void close() {}
    }
}
