package dev.tandem.workers.usage;

import dev.tandem.workers.provider.ProviderNews;
import dev.tandem.workers.provider.ProviderUsage;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.TextToSpeech;
import java.util.function.Consumer;

/** A voice that tells one call what is reported about it. Two of the same voice and call are equal. */
record ReportedVoice(TextToSpeech voice, Consumer<ProviderNews> call) implements TextToSpeech {

    @Override
    public Context open(Options options, Sink sink) {
        return voice.open(options, new Reported(sink, call));
    }

    @Override
    public void connect() {
        voice.connect();
    }

    private record Reported(Sink sink, Consumer<ProviderNews> call) implements Sink {

        @Override
        public void audio(short[] samples) {
            sink.audio(samples);
        }

        @Override
        public void timing(Timing timing) {
            sink.timing(timing);
        }

        @Override
        public void flushed() {
            sink.flushed();
        }

        @Override
        public void usage(ProviderUsage.Characters characters) {
            sink.usage(characters);
        }

        @Override
        public void news(ProviderNews news) {
            call.accept(news);
        }

        @Override
        public void finished() {
            sink.finished();
        }

        @Override
        public void failed(SpeechException fault) {
            sink.failed(fault);
        }
    }
}
