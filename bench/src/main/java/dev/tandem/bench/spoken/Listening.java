package dev.tandem.bench.spoken;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.workers.listen.EarlyEnd;
import dev.tandem.workers.listen.SpeechInput;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.SpeechEvent;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.TurnEnd;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workflows.graph.Agent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Ears that hear one clip, and note when they took the caller for finished. They get the next window when they have the
 * answers to all that they asked, so that figures are those of a machine that answers within a window, whatever else
 * this one does.
 */
final class Listening implements AutoCloseable {

    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private static final long MOMENT_NANOS = 300_000;

    private final Clip clip;
    private final SpeechInput ears;
    private final short[] window = new short[VoiceActivity.WINDOW];

    /** Samples that were spoken so far. */
    private volatile int spoken;

    private volatile int answeredAt = -1;
    private volatile boolean early;
    private volatile boolean falseStart;
    private volatile boolean split;
    private volatile double withdrawnMs = -1;

    /** Windows that were heard to their end. */
    private final AtomicInteger heard = new AtomicInteger();

    /** What is asked and not answered. */
    private final AtomicInteger open = new AtomicInteger();

    Listening(Clip clip, Speech speech, Agent agent) {
        this.clip = clip;
        this.ears = new SpeechInput(
                speech.voiceActivity("silero"),
                active -> watched(speech.speechToText(active.stt())),
                watched(speech.turnEnd()),
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
        ears.audio(window, window.length);
        long givenUp = System.nanoTime() + PATIENCE_NANOS;
        while (heard.get() * window.length < spoken || open.get() > 0) {
            if (System.nanoTime() > givenUp) {
                throw new BenchmarkFailure("ears did not hear a window within 10 s");
            }
            LockSupport.parkNanos(MOMENT_NANOS);
        }
        // An utterance is told a moment after its last window was heard.
        LockSupport.parkNanos(MOMENT_NANOS);
        return true;
    }

    private <T> CompletableFuture<T> counted(CompletableFuture<T> answer) {
        open.incrementAndGet();
        var _ = answer.whenComplete((done, fault) -> open.decrementAndGet());
        return answer;
    }

    private TurnEnd watched(TurnEnd judge) {
        return new TurnEnd() {
            @Override
            public boolean knows(String language) {
                return judge.knows(language);
            }

            @Override
            public CompletableFuture<Double> finished(short[] samples) {
                return counted(judge.finished(samples));
            }
        };
    }

    private SpeechToText watched(SpeechToText recogniser) {
        return new SpeechToText() {
            @Override
            public Stream open(Options options, Consumer<SpeechEvent> events) {
                return new Watched(recogniser.open(options, events));
            }

            @Override
            public int pauseMs() {
                return recogniser.pauseMs();
            }
        };
    }

    /** A stream whose questions are counted. */
    private final class Watched implements SpeechToText.Stream {

        private final SpeechToText.Stream stream;

        private Watched(SpeechToText.Stream stream) {
            this.stream = stream;
        }

        @Override
        public void audio(float[] samples, int offset, int length) {
            stream.audio(samples, offset, length);
            heard.incrementAndGet();
        }

        @Override
        public void started() {
            stream.started();
        }

        @Override
        public CompletableFuture<String> paused() {
            return counted(stream.paused());
        }

        @Override
        public void resumed() {
            stream.resumed();
        }

        @Override
        public CompletableFuture<String> ended() {
            return stream.ended();
        }

        @Override
        public void close() {
            stream.close();
        }
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

    /** What a caller who goes on has said when the reply is withdrawn, ms; -1: none was withdrawn. */
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
                withdrawnMs = (spoken - clip.resumes()) * 1_000.0 / Clip.RATE;
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
