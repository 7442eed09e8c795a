package dev.tandem.bench.session;

import dev.tandem.workers.speech.VoiceActivity;

/** Takes nothing for speech. */
public final class Silence implements VoiceActivity {

    @Override
    public float probability(float[] samples, int offset) {
        return 0;
    }

    @Override
    public void reset() {}

    @Override
    public void close() {}
}
