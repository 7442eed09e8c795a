package dev.tandem.bench.spoken;

import dev.tandem.workers.listen.EarlyEnd;
import dev.tandem.workers.listen.SpeechInput;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workflows.graph.Agent;
import java.time.Duration;

/** Ears that hear one clip as it is spoken, and note when they took the caller for finished. */
final class Listening implements AutoCloseable {

    private final Clip clip;
    private final SpeechInput ears;
    private final short[] window = new short[VoiceActivity.WINDOW];

    /** Samples that were spoken so far. */
    private volatile int spoken;

    private volatile int answeredAt = -1;
    private volatile boolean early;
    private volatile boolean falseStart;
    private volatile boolean split;
    private volatile long resumedAt;
    private volatile double withdrawnMs = -1;

    Listening(Clip clip, Speech speech, Agent agent) {
        this.clip = clip;
        this.ears = new SpeechInput(
                speech.voiceActivity("silero"),
                active -> speech.speechToText(active.stt()),
                speech.turnEnd(),
                "en-US",
                agent,
                Duration.ofSeconds(60),
                new Told());
    }

    /** Speaks the next window. Returns false if all was spoken. */
    boolean goesOn() {
        int from = spoken;
        if (from + window.length > clip.samples().length) {
            return false;
        }
        for (int i = 0; i < window.length; i++) {
            window[i] = (short) Math.clamp(Math.round(clip.samples()[from + i] * 32_768), -32_768, 32_767);
        }
        spoken = from + window.length;
        if (clip.goesOn() && spoken > clip.resumes() && resumedAt == 0) {
            // The first sound was spoken that much before its window was full.
            resumedAt = System.nanoTime() - (spoken - clip.resumes()) * 1_000_000_000L / Clip.RATE;
        }
        ears.audio(window, window.length);
        return true;
    }

    /** Silence between the caller's last sound and the moment from which the reply may sound, ms; -1: no end was found. */
    double waitMs() {
        return answeredAt < 0 ? -1 : Math.max(0, (answeredAt - clip.end()) * 1_000.0 / Clip.RATE);
    }

    boolean endedEarly() {
        return early;
    }

    boolean startedFalsely() {
        return falseStart;
    }

    boolean wasSplit() {
        return split;
    }

    /** Time from the first sound of a caller who goes on to the reply's withdrawal, ms; -1: none was withdrawn. */
    double withdrawnMs() {
        return withdrawnMs;
    }

    @Override
    public void close() {
        ears.close();
    }

    private final class Told implements SpeechInput.Listener {

        @Override
        public boolean agentIsSilent() {
            return true;
        }

        @Override
        public void early(EarlyEnd end) {
            early = true;
            answeredAt = spoken;
        }

        @Override
        public void due(EarlyEnd end) {}

        @Override
        public void wentOn() {
            if (early && answeredAt >= 0 && clip.goesOn()) {
                falseStart = true;
                if (resumedAt > 0) {
                    withdrawnMs = (System.nanoTime() - resumedAt) / 1e6;
                }
            }
            answeredAt = -1;
            early = false;
        }

        @Override
        public void utterance(String text, long lastVoicedAt, double sttMs) {
            if (clip.goesOn() && spoken < clip.samples().length && lastVoicedAt > 0 && spokenBeforeTheRest()) {
                split = true;
            }
            if (answeredAt < 0) {
                answeredAt = spoken;
            }
        }

        private boolean spokenBeforeTheRest() {
            return spoken <= clip.resumes() + Clip.RATE / 10;
        }

        @Override
        public void interrupting(long at) {}

        @Override
        public void words(String soFar) {}

        @Override
        public void perhaps(String text) {}

        @Override
        public void passedOver() {}

        @Override
        public void noWords() {}

        @Override
        public void deaf(SpeechException fault) {}

        @Override
        public void unheard() {}

        @Override
        public void broken(Throwable fault) {}
    }
}
