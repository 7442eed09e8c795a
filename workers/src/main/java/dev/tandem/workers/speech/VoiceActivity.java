package dev.tandem.workers.speech;

/** Detects the voice activity of one caller. Not thread-safe; it holds the state between windows. */
public interface VoiceActivity extends AutoCloseable {

    /** Samples of one window: 32 ms at 16 kHz. */
    int WINDOW = 512;

    /**
     * Returns the speech probability, 0 to 1, of {@link #WINDOW} mono samples at 16 kHz starting at {@code offset}, -1
     * to 1 each.
     */
    float probability(float[] samples, int offset);

    /** Forgets what was heard. */
    void reset();

    @Override
    void close();
}
