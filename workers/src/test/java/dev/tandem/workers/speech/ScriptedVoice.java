package dev.tandem.workers.speech;

import java.util.ArrayList;
import java.util.List;

/** A streaming voice that does what the test tells it, and keeps what it was told. */
final class ScriptedVoice implements TextToSpeech {

    /** Its contexts, in the order in which they were opened. */
    final List<Spoken> contexts = new ArrayList<>();

    @Override
    public Context open(Options options, Sink sink) {
        Spoken context = new Spoken(options, sink);
        contexts.add(context);
        return context;
    }

    Spoken last() {
        return contexts.getLast();
    }

    static final class Spoken implements Context {

        final Options options;
        final Sink sink;
        final StringBuilder told = new StringBuilder();

        private Spoken(Options options, Sink sink) {
            this.options = options;
            this.sink = sink;
        }

        void speaks(int samples) {
            sink.audio(new short[samples]);
        }

        @Override
        public void say(String text) {
            told.append(text);
        }

        @Override
        public void flush() {
            told.append('|');
        }

        @Override
        public void finish() {
            told.append("[finish]");
        }

        @Override
        public void close() {
            told.append("[close]");
        }
    }
}
