package dev.tandem.workers.speech;

/** Synthesises clause by clause, on the thread that asks. Thread-safe: one serves all calls. */
public interface ClauseSynthesiser {

    /**
     * Synthesises one clause, and hands the audio to the sink as it comes; returns after the last piece. Silence around
     * the speech is trimmed. Digits, money, dates and ids are read as a person would read them.
     *
     * @throws SpeechException if the clause cannot be spoken
     * @throws InterruptedException if the thread was interrupted, which is how to cancel
     */
    void speak(Clause clause, AudioSink sink) throws InterruptedException;

    /**
     * A clause to speak.
     *
     * @param text what to say
     * @param voice provider's voice id; empty: its default
     * @param speed 1 is the voice's own
     */
    record Clause(String text, String voice, double speed) {}

    interface AudioSink {
        /** @param samples mono, 24 kHz, 16 bit; the sink keeps the array */
        void audio(short[] samples);
    }
}
