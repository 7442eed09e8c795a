package dev.tandem.workers.speech;

import dev.tandem.workers.provider.ProviderUsage;
import java.util.function.Consumer;

/** Speaks. Thread-safe: one serves all calls. */
public interface TextToSpeech {

    /**
     * Opens the context of one reply: what is said in it sounds as one speech. Does not block; the connection that it
     * needs is there or is being made.
     *
     * @throws SpeechException if it cannot
     */
    Context open(Options options, Sink sink);

    /**
     * Speaks one text; blocks until all of its audio has been handed over.
     *
     * @param audio as of {@link Sink#audio}
     * @throws SpeechException if it cannot be spoken
     * @throws InterruptedException if the thread was interrupted: the way to cancel
     */
    default void speak(String text, Options options, Consumer<short[]> audio) throws InterruptedException {
        WholeSpeech.of(this, text, options, audio);
    }

    /**
     * How a reply is to sound.
     *
     * @param voice provider's voice id; empty: its default
     * @param speed 1 is the voice's own
     */
    record Options(String voice, double speed) {

        public static final Options DEFAULT = new Options("", 1);
    }

    /** One reply. Not thread-safe: told by one thread at a time. No method blocks. */
    interface Context extends AutoCloseable {

        /** Text as it comes; a word may be cut in two. Digits, money, dates and ids are read as a person would. */
        void say(String text);

        /** What was given so far is to be spoken now, whether or not a sentence ends there. */
        void flush();

        /** No more text comes: what is left of it is spoken, and {@link Sink#finished} follows. */
        void finish();

        /**
         * Cancels: the provider is told within 100 ms, and nothing more is synthesised. What the sink is still told is
         * nobody's. Idempotent; also after the end.
         */
        @Override
        void close();
    }

    /**
     * Takes a context's audio. Told by one thread at a time, which holds no lock of the context's, and never after {@link
     * #finished} or {@link #failed}.
     */
    interface Sink {

        /** @param samples mono, 24 kHz, 16 bit, the next ones; the sink keeps the array */
        void audio(short[] samples);

        /**
         * How far the speech is in the text, where the provider tells words or characters with their times; before the
         * audio that it is about, or soon after it.
         */
        default void timing(Timing timing) {}

        /** All audio of what was given before a {@link Context#flush} has been handed over. Told once for each, in order. */
        void flushed();

        /** What was used since this was last told. */
        default void usage(ProviderUsage.Characters characters) {}

        /** The context is over, and whole. */
        void finished();

        /** The context is over. Audio that was handed over stands; what was not flushed is lost. */
        void failed(SpeechException fault);
    }

    /**
     * A point that the text and the audio share.
     *
     * @param characters of all text that the context was given, in UTF-16 units, those that are past at {@code ms}
     * @param ms of the context's audio, from its first sample
     */
    record Timing(int characters, int ms) {}
}
