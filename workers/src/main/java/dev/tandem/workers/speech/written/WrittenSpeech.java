package dev.tandem.workers.speech.written;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.speech.ByClause;
import dev.tandem.workers.speech.SpeechEvent;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workers.speech.VoiceDetector;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Provides the speech output and input of a chat. The output writes, and the input hears nothing, because typed text
 * does not come through it. It stands in for whatever provider a document names, so that a chat is the same call. The
 * service loader does not find it.
 */
public final class WrittenSpeech {

    /**
     * A clause takes one frame, 10 ms, and a pause: it is there at once, and clauses still come one after the other.
     */
    private static final TextToSpeech PEN = new ByClause((clause, sink) -> sink.audio(new short[Playout.FRAME]));

    private static final SpeechToText DEAF = new Deaf();

    private WrittenSpeech() {}

    /** @param names names of the providers that it stands in for, whatever their kind */
    public static List<Provider<?>> standingIn(Collection<String> names) {
        List<Provider<?>> providers = new ArrayList<>();
        names.forEach(name -> providers.addAll(standingIn(name)));
        return providers;
    }

    private static List<Provider<?>> standingIn(String name) {
        return List.of(
                Provider.<VoiceDetector>of(ProviderKind.VAD, name, _ -> Silence::new),
                Provider.of(ProviderKind.STT, name, _ -> DEAF),
                Provider.of(ProviderKind.TTS, name, _ -> PEN));
    }

    private static final class Silence implements VoiceActivity {

        @Override
        public float probability(float[] samples, int offset) {
            return 0;
        }

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }

    private static final class Deaf implements SpeechToText {

        @Override
        public Stream open(Options options, Consumer<SpeechEvent> events) {
            return new Stream() {
                @Override
                public void audio(float[] samples, int offset, int length) {}

                @Override
                public CompletableFuture<String> paused() {
                    return CompletableFuture.completedFuture("");
                }

                @Override
                public CompletableFuture<String> ended() {
                    return paused();
                }

                @Override
                public void close() {}
            };
        }
    }
}
