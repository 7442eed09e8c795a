package dev.tandem.workers.speech.written;

import dev.tandem.workers.audio.Playout;
import dev.tandem.workers.speech.SpeechProvider;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.TextToSpeech;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workflows.graph.ProviderConfig;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The mouth of a chat writes, its ears hear nothing: what is typed does not come through them. It stands in for
 * whatever provider a document names, so that a chat is the same call. Not found by the service loader.
 */
public final class WrittenSpeech implements SpeechProvider {

    private final Set<String> names;

    /** @param names of the providers that it stands in for */
    public WrittenSpeech(Set<String> names) {
        this.names = Set.copyOf(names);
    }

    @Override
    public Set<String> names() {
        return names;
    }

    @Override
    public VoiceActivity voiceActivity(String name) {
        return new Silence();
    }

    @Override
    public SpeechToText speechToText(ProviderConfig provider) {
        return new Deaf();
    }

    @Override
    public TextToSpeech textToSpeech(ProviderConfig provider) {
        return new Pen();
    }

    @Override
    public void close() {}

    private static final class Pen implements TextToSpeech {

        /** A clause takes one frame, 10 ms: it is there at once, and still one after the other. */
        @Override
        public void speak(Clause clause, AudioSink sink) {
            sink.audio(new short[Playout.FRAME]);
        }

        @Override
        public void close() {}
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
        public Recognition open(Options options) {
            return new Recognition() {
                @Override
                public void audio(float[] samples, int offset, int length) {}

                @Override
                public CompletableFuture<String> transcript() {
                    return CompletableFuture.completedFuture("");
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }
}
