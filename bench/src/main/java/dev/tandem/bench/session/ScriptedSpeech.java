package dev.tandem.bench.session;

import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.speech.ByClause;
import dev.tandem.workers.speech.ByUtterance;
import dev.tandem.workers.speech.ClauseSynthesiser;
import dev.tandem.workers.speech.UtteranceRecogniser;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workers.speech.VoiceDetector;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Provides speech input and output that cost nothing: loud audio is speech, every utterance is the same, and a word
 * sounds for 50 ms.
 */
public final class ScriptedSpeech {

    /** Samples of one spoken word: 50 ms. */
    private static final int WORD = 1_200;

    private ScriptedSpeech() {}

    /** @param vad of the one caller whose session this serves */
    static List<Provider<?>> providers(VoiceActivity vad) {
        return List.of(
                Provider.<VoiceDetector>of(ProviderKind.VAD, "silero", _ -> () -> vad),
                Provider.of(ProviderKind.STT, "scripted", _ -> new ByUtterance(_ -> new Utterance())),
                Provider.of(ProviderKind.TTS, "scripted", _ -> new ByClause(ScriptedSpeech::speak)));
    }

    public static void speak(ClauseSynthesiser.Clause clause, ClauseSynthesiser.AudioSink sink) {
        short[] audio = new short[WORD * clause.text().split(" ", -1).length];
        Arrays.fill(audio, (short) 1_000);
        sink.audio(audio);
    }

    private static final class Utterance implements UtteranceRecogniser.Recognition {

        @Override
        public void audio(float[] samples, int offset, int length) {}

        @Override
        public CompletableFuture<String> transcript() {
            return CompletableFuture.completedFuture("Stop.");
        }

        @Override
        public void close() {}
    }
}
