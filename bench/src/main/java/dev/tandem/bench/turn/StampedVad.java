package dev.tandem.bench.turn;

import dev.tandem.workers.speech.VoiceActivity;

/** Takes loud audio for speech, and notes when it gave the verdict by which a caller interrupts. */
final class StampedVad implements VoiceActivity {

    private static final int WINDOW_MS = 32;

    private final int windows;
    private int voiced;
    private volatile long verdictAt;

    /** @param minInterruptionMs how much speech is an interruption */
    StampedVad(int minInterruptionMs) {
        windows = (minInterruptionMs + WINDOW_MS - 1) / WINDOW_MS;
    }

    @Override
    public float probability(float[] samples, int offset) {
        boolean speech = Math.abs(samples[offset + WINDOW - 1]) > .1f;
        voiced = speech ? voiced + 1 : 0;
        if (voiced == windows) {
            verdictAt = System.nanoTime();
        }
        return speech ? 1 : 0;
    }

    /** Returns when the last verdict was given, ns. */
    long verdictAt() {
        return verdictAt;
    }

    @Override
    public void reset() {}

    @Override
    public void close() {}
}
