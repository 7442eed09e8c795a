package dev.tandem.workers.speech;

/** Voice activity detection of one caller. Not thread-safe; holds the state between windows. */
public interface VoiceActivity extends AutoCloseable {

    /** Samples of one window: 32 ms at 16 kHz. */
    int WINDOW = 512;

    /** Speech probability, 0 to 1, of {@link #WINDOW} mono samples at 16 kHz starting at {@code offset}, -1 to 1 each. */
    float probability(float[] samples, int offset);

    /** Forgets what was heard. */
    void reset();

    @Override
    void close();
}
