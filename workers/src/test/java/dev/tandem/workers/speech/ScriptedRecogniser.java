package dev.tandem.workers.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A streaming recogniser that answers what the test tells it, and keeps what it was told. */
final class ScriptedRecogniser implements SpeechToText {

    /** Its streams, in the order in which they were opened. */
    final List<Listening> streams = new ArrayList<>();

    @Override
    public synchronized Stream open(Options options, Consumer<SpeechEvent> events) {
        Listening stream = new Listening(events);
        streams.add(stream);
        return stream;
    }

    synchronized int opened() {
        return streams.size();
    }

    synchronized Listening last() {
        return streams.getLast();
    }

    static final class Listening implements Stream {

        final Consumer<SpeechEvent> events;
        final List<String> told = new ArrayList<>();
        CompletableFuture<String> answer = new CompletableFuture<>();

        private Listening(Consumer<SpeechEvent> events) {
            this.events = events;
        }

        @Override
        public void audio(float[] samples, int offset, int length) {
            if (length > 0) {
                told.add("audio " + length);
            }
        }

        @Override
        public void started() {
            told.add("started");
        }

        @Override
        public CompletableFuture<String> paused() {
            told.add("paused");
            return answer;
        }

        @Override
        public void resumed() {
            told.add("resumed");
            answer = new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<String> ended() {
            told.add("ended");
            return answer;
        }

        @Override
        public void wantPartials(boolean wanted) {}

        @Override
        public void close() {
            told.add("close");
        }
    }
}
