package dev.tandem.workers.speech;

import dev.tandem.workers.provider.ProviderNews;
import dev.tandem.workers.provider.ProviderUsage;
import java.util.function.Consumer;

/** Speaks text. Thread-safe: one object serves all calls. */
public interface TextToSpeech {

    /**
     * Opens the context of one reply: what is said in it sounds as one speech. Does not block; the connection that it
     * needs is there or is being made.
     *
     * @throws SpeechException if the context cannot be opened
     */
    Context open(Options options, Sink sink);

    /**
     * Begins to open the connection that the next context would otherwise wait for, if there is none; returns at once. Called when a
     * call is placed and whenever an agent begins to wait for its caller. What goes wrong shows when it is used.
     */
    default void connect() {}

    /**
     * Speaks one text; blocks until all of its audio has been handed over.
     *
     * @param audio as for {@link Sink#audio}
     * @throws SpeechException if it cannot be spoken
     * @throws InterruptedException if the thread was interrupted, which is how to cancel
     */
    default void speak(String text, Options options, Consumer<short[]> audio) throws InterruptedException {
        WholeSpeech.of(this, text, options, audio);
    }

    /**
     * The settings of a reply's speech.
     *
     * @param voice the provider's voice id; empty for its default
     * @param speed 1 is the voice's own
     */
    record Options(String voice, double speed) {

        public static final Options DEFAULT = new Options("", 1);
    }

    /** Speaks one reply. Not thread-safe: called by one thread at a time. No method blocks. */
    interface Context extends AutoCloseable {

        /**
         * Takes text as it comes; a word may be cut in two. Digits, money, dates and ids are read as a person would
         * read them.
         */
        void say(String text);

        /** Speaks what was given so far now, whether or not a sentence ends there. */
        void flush();

        /** Takes no more text. The rest is spoken, and {@link Sink#finished} follows. */
        void finish();

        /**
         * Cancels: the provider is told within 100 ms, and nothing more is synthesised. What the sink still gets must
         * be ignored. Idempotent; also after the end.
         */
        @Override
        void close();
    }

    /**
     * Takes a context's audio. Called by one thread at a time, which holds no lock of the context's, and never after
     * {@link #finished} or {@link #failed}.
     */
    interface Sink {

        /** @param samples the next ones, mono, 24 kHz, 16 bit; the sink keeps the array */
        void audio(short[] samples);

        /**
         * Takes how far the speech is in the text, if the provider reports words or characters with their times. Called
         * before the audio that it is about, or soon after.
         */
        default void timing(Timing timing) {}

        /**
         * Reports that all audio of what was given before a {@link Context#flush} has been handed over. Called once for
         * each flush, in order.
         */
        void flushed();

        /** Takes what was used since the last report. */
        default void usage(ProviderUsage.Characters characters) {}

        /** Takes what the call is told about its providers. Called by what stands around a voice, not by the voice. */
        default void news(ProviderNews news) {}

        /** Reports that the context is over and complete. */
        void finished();

        /** Reports that the context is over. Audio that was handed over stands; what was not flushed is lost. */
        void failed(SpeechException fault);
    }

    /**
     * A point that the text and the audio share.
     *
     * @param characters number of characters that are past at {@code ms}, of all text that the context was given, in
     *     UTF-16 units
     * @param ms position in the context's audio, from its first sample
     */
    record Timing(int characters, int ms) {}
}
