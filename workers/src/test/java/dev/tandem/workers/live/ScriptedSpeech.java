package dev.tandem.workers.live;

import dev.tandem.workers.speech.SpeechProvider;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workflows.graph.ProviderConfig;
import java.util.Arrays;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Loud audio is speech; what was said is scripted; a spoken word takes 50 ms. */
final class ScriptedSpeech implements SpeechProvider {

    /** Samples of one spoken word: 50 ms. */
    private static final int WORD = 1_200;

    final Queue<String> transcripts = new ConcurrentLinkedQueue<>();

    @Override
    public Set<String> names() {
        return Set.of("scripted", "silero");
    }

    @Override
    public VoiceActivity voiceActivity(String name) {
        return new VoiceActivity() {
            @Override
            public float probability(float[] samples, int offset) {
                return Math.abs(samples[offset]) > .1f ? 1 : 0;
            }

            @Override
            public void reset() {}

            @Override
            public void close() {}
        };
    }

    @Override
    public SpeechToText speechToText(ProviderConfig provider) {
        return new SpeechToText() {
            @Override
            public Recognition open(Options options) {
                String text = transcripts.isEmpty() ? "" : transcripts.remove();
                return new Recognition() {
                    @Override
                    public void audio(float[] samples, int offset, int length) {}

                    @Override
                    public CompletableFuture<String> transcript() {
                        return CompletableFuture.completedFuture(text);
                    }

                    @Override
                    public void close() {}
                };
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public TextToSpeech textToSpeech(ProviderConfig provider) {
        return new TextToSpeech() {
            @Override
            public void speak(Clause clause, AudioSink sink) {
                short[] audio = new short[WORD * clause.text().split(" ").length];
                Arrays.fill(audio, (short) 1000);
                sink.audio(audio);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
