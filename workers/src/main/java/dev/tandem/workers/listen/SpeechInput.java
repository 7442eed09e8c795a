package dev.tandem.workers.listen;

import com.google.re2j.Pattern;
import dev.tandem.workers.audio.AudioRing;
import dev.tandem.workers.log.CallLog;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.TurnTaking;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns the audio of one caller into utterances. It recognises speculatively in pauses, so that the transcript is there
 * when the wait for the end is over. Silence is never decoded.
 */
public final class SpeechInput implements AutoCloseable {

    /** Takes what was heard, on the listening thread and in order. Times are nanoseconds of {@link System#nanoTime}. */
    public interface Listener {

        /** The caller has spoken for {@code min_interruption_ms}. */
        void interrupting(long at);

        /** Reports the words of an utterance that is still under way. */
        void words(String soFar);

        /** The caller has paused after words that sound finished, and may still go on. */
        void perhaps(String text);

        /** The caller went on after a pause. */
        void wentOn();

        /** An utterance is over; its text is not blank. */
        void utterance(String text, long lastVoicedAt, double sttMs);

        /** What sounded like speech went on for so long without a pause that it is none: music, or a machine. */
        void passedOver();

        /** What sounded like speech held no words. */
        void noWords();

        /** Speech could not be recognised. */
        void deaf(SpeechException fault);

        /** What the caller said is lost, because it could not be recognised. */
        void unheard();

        /** Nothing will be heard any more: the thread that listens has ended with this fault. */
        void broken(Throwable fault);
    }

    /** The words of an utterance are waited for at most this long after its end, ms. */
    private static final long WORDS_MS = 10_000;

    private final AudioRing ring = new AudioRing(2 * 16_000);
    private final Duration longest;
    private final VoiceActivity vad;
    private final Recogniser recogniser;
    private final Listener listener;

    /** The transcript that the last pause asked for; null if nobody pauses. */
    private @Nullable CompletableFuture<String> guess;

    /** Whether the guess has decided which silence ends the utterance. */
    private boolean judged;

    private long lastVoicedAt;
    private SpeechDetector detector;
    private VoiceLevel level = new VoiceLevel();
    private TurnTaking turnTaking;
    private volatile boolean hears;

    /** Whether what sounds now is taken for music: it has gone on for the longest time without a pause. */
    private volatile boolean music;

    private volatile Agent agent;
    private volatile List<Pattern> codes = List.of();

    /**
     * Begins to listen.
     *
     * @param recognisers by the agent that listens
     * @param longest speech that does not end is cut after this time
     */
    public SpeechInput(
            VoiceActivity vad,
            Function<Agent, SpeechToText> recognisers,
            String language,
            Agent agent,
            Duration longest,
            Listener listener) {
        this.longest = longest;
        this.vad = vad;
        this.agent = agent;
        this.turnTaking = agent.turnTaking();
        this.detector = new SpeechDetector(agent.vad(), turnTaking, longest);
        this.listener = listener;
        this.recogniser = new Recogniser(recognisers, SpeechToText.Options.of(language), agent, listener);
        // Native code runs on this thread. It would hold a carrier of virtual threads.
        var _ = Thread.ofPlatform().daemon().name("ears").start(CallLog.inherited(this::listen));
    }

    /** Takes 16 kHz samples; never blocks. */
    public void audio(short[] samples, int length) {
        ring.write(samples, length);
    }

    /** Sets whether {@link Listener#words} is called during an utterance. */
    public void wantWords(boolean wanted) {
        recogniser.wantWords(wanted);
    }

    /** Sets the patterns of the numbers and codes that the caller may be asked for. */
    public void expect(List<Pattern> patterns) {
        codes = List.copyOf(patterns);
    }

    /** Whether an utterance is under way. Music is none. */
    public boolean hears() {
        return hears && !music;
    }

    /** Listens as this agent wants it, and with its recogniser, from the next utterance on. */
    public void tune(Agent active) {
        agent = active;
    }

    @Override
    public void close() {
        ring.close();
    }

    @SuppressWarnings("CatchingUnchecked") // a call whose caller is not heard must not go on, whatever the reason
    private void listen() {
        float[] window = new float[VoiceActivity.WINDOW];
        try (vad;
                recogniser) {
            while (ring.read(window)) {
                hear(window);
            }
        } catch (Throwable fault) {
            listener.broken(fault);
        }
    }

    /**
     * Takes one window. The recogniser is told of a voice before it gets the audio that shows it, and of an end after
     * the audio.
     */
    private void hear(float[] window) {
        float probability = vad.probability(window, 0);
        boolean faded = hears && level.hasFaded(window);
        SpeechDetector.Signal signal = detector.window(faded ? 0 : probability);
        if (!hears) {
            recogniser.serve(agent);
        }
        if (detector.silenceMs() == 0) {
            lastVoicedAt = System.nanoTime();
        }
        switch (signal) {
            case STARTED -> begin(window);
            case INTERRUPTING -> {
                if (!music) {
                    listener.interrupting(System.nanoTime());
                }
            }
            case PAUSED -> guess();
            case RESUMED -> goOn();
            case ENDED, CUT, NONE -> {}
        }
        recogniser.audio(window);
        if (signal == SpeechDetector.Signal.ENDED || signal == SpeechDetector.Signal.CUT) {
            end(signal == SpeechDetector.Signal.CUT);
        }
        judge();
    }

    private void begin(float[] window) {
        guess = null;
        hears = recogniser.started();
        level = new VoiceLevel();
        var _ = level.hasFaded(window);
    }

    private void guess() {
        if (hears && !music) {
            guess = recogniser.paused();
            judged = false;
        }
    }

    private void goOn() {
        guess = null;
        recogniser.resumed();
        listener.wentOn();
    }

    /** Decides which silence ends this utterance, as soon as the guessed transcript is there. */
    private void judge() {
        judgeGuess();
        if (hears && recogniser.takesTurnForOver()) {
            detector.endAfter(turnTaking.endpointingMinMs());
        }
    }

    private void judgeGuess() {
        CompletableFuture<String> asked = guess;
        if (judged || asked == null || !asked.isDone()) {
            return;
        }
        judged = true;
        String text = asked.isCompletedExceptionally() ? "" : asked.join().strip();
        EndpointingDelay patience = EndpointingDelay.with(text, turnTaking, codes);
        if (!text.isEmpty() && patience.finished()) {
            listener.perhaps(text);
        }
        detector.endAfter(patience.silenceMs());
    }

    private void end(boolean cut) {
        boolean passedOver = !detector.pausedInIt() && (cut || music);
        music = passedOver && cut;
        if (passedOver && hears) {
            passOver();
        } else {
            end();
        }
    }

    /** Lets go of music. The recogniser is not waited for, because its words are not wanted. */
    private void passOver() {
        try {
            var _ = recogniser.ended();
            listener.passedOver();
        } finally {
            forget();
        }
    }

    private void end() {
        long began = System.nanoTime();
        long voiced = lastVoicedAt;
        if (!hears) {
            forget();
            return;
        }
        try {
            String text = recogniser
                    .ended()
                    .copy()
                    .orTimeout(WORDS_MS, TimeUnit.MILLISECONDS)
                    .join()
                    .strip();
            if (text.isEmpty()) {
                listener.noWords();
            } else {
                listener.utterance(text, voiced, (System.nanoTime() - began) / 1e6);
            }
        } catch (RuntimeException fault) {
            if (fault.getCause() instanceof SpeechException cause) {
                listener.deaf(cause);
            } else {
                recogniser.isLost();
                listener.deaf(new SpeechException("speech was not recognised", true, fault));
            }
            listener.unheard();
        } finally {
            forget();
        }
    }

    private void forget() {
        hears = false;
        guess = null;
        turnTaking = agent.turnTaking();
        detector = new SpeechDetector(agent.vad(), turnTaking, longest);
    }
}
