package dev.tandem.workers.live;

import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.speech.ByClause;
import dev.tandem.workers.speech.ByUtterance;
import dev.tandem.workers.speech.ClauseSynthesiser;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.UtteranceRecogniser;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workers.speech.VoiceDetector;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes loud audio for speech, with a scripted transcript. A spoken word takes 50 ms. */
public final class ScriptedSpeech {

    /** Samples of one spoken word: 50 ms. */
    private static final int WORD = 1_200;

    /** The clauses that were synthesised. */
    public final List<String> spoken = new CopyOnWriteArrayList<>();

    public final Queue<String> transcripts = new ConcurrentLinkedQueue<>();

    /** What is thrown at these places: {@code vad}, {@code stt}, {@code words}, {@code voice}, {@code open}. */
    public final Map<String, Throwable> breaks = new ConcurrentHashMap<>();

    public List<Provider<?>> providers() {
        return List.of(
                Provider.<VoiceDetector>of(ProviderKind.VAD, "silero", _ -> Loudness::new),
                Provider.of(ProviderKind.STT, "scripted", _ -> new ByUtterance(this::utterance)),
                Provider.of(ProviderKind.TTS, "scripted", _ -> voice()));
    }

    private UtteranceRecogniser.Recognition utterance(String language) {
        String text = transcripts.isEmpty() ? "" : transcripts.remove();
        return new UtteranceRecogniser.Recognition() {
            @Override
            public void audio(float[] samples, int offset, int length) {}

            @Override
            public CompletableFuture<String> transcript() {
                breakAt("stt");
                Throwable later = breaks.get("words");
                return later == null ? CompletableFuture.completedFuture(text) : CompletableFuture.failedFuture(later);
            }

            @Override
            public void close() {}
        };
    }

    private TextToSpeech voice() {
        TextToSpeech voice = new ByClause(this::speak);
        return (options, sink) -> {
            breakAt("open");
            return voice.open(options, sink);
        };
    }

    private void breakAt(String place) {
        Throwable fault = breaks.get(place);
        if (fault != null) {
            throw ScriptedSpeech.<RuntimeException>unchecked(fault);
        }
    }

    /** Throws anything where only unchecked exceptions are expected. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends Throwable> T unchecked(Throwable fault) throws T {
        throw (T) fault;
    }

    private void speak(ClauseSynthesiser.Clause clause, ClauseSynthesiser.AudioSink sink) {
        breakAt("voice");
        short[] audio = new short[WORD * clause.text().split(" ").length];
        Arrays.fill(audio, (short) 1000);
        sink.audio(audio);
        spoken.add(clause.text());
    }

    private final class Loudness implements VoiceActivity {

        @Override
        public float probability(float[] samples, int offset) {
            breakAt("vad");
            return Math.abs(samples[offset]) > .1f ? 1 : 0;
        }

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }
}
