package dev.tandem.workers.listen;

import com.google.re2j.Pattern;
import dev.tandem.workers.audio.AudioRing;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.TurnTaking;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Hears one caller: audio in, utterances out. Recognises speculatively in pauses, so that the transcript is there when
 * the wait for the end is over; silence is never decoded.
 */
public final class SpeechInput implements AutoCloseable {

    /** Told on the ears' thread, in order. Times are nanoseconds of {@link System#nanoTime}. */
    public interface Listener {

        /** The caller has spoken for {@code min_interruption_ms}. */
        void interrupting(long at);

        /** Words of an utterance that is still under way. */
        void words(String soFar);

        /** The caller has paused after words that sound finished, and may still go on. */
        void perhaps(String text);

        /** The caller went on after a pause. */
        void wentOn();

        /** An utterance is over; its text is not blank. */
        void utterance(String text, long lastVoicedAt, double sttMs);

        /** What sounded like speech held no words. */
        void noWords();

        /** Speech could not be recognised. */
        void deaf(SpeechException fault);
    }

    /** Audio kept from before the VAD's verdict, so that the first consonant is heard: 320 ms. */
    private static final int PREROLL = 10 * VoiceActivity.WINDOW;

    /** While the session wants to know whether an interruption has words, it is asked every 320 ms. */
    private static final int ASK_EVERY = 10;

    /** Silence that goes to the recogniser after the last voiced window, ms. */
    private static final int TAIL_MS = 200;

    private final AudioRing ring = new AudioRing(2 * 16_000);
    private final VoiceActivity vad;
    private final SpeechToText stt;
    private final SpeechToText.Options options;
    private final Listener listener;
    private final float[] preroll = new float[PREROLL];
    private volatile SpeechToText.@Nullable Recognition recognition;
    private @Nullable CompletableFuture<String> guess;

    /** Whether the guess has said how long a silence ends the utterance. */
    private boolean judged;

    private long lastVoicedAt;
    private int windowsSinceAsked;
    private SpeechDetector detector;
    private VoiceLevel level = new VoiceLevel();
    private TurnTaking turnTaking;
    private volatile boolean wantsWords;
    private volatile Agent agent;
    private volatile List<Pattern> codes = List.of();

    public SpeechInput(VoiceActivity vad, SpeechToText stt, String language, Agent agent, Listener listener) {
        this.vad = vad;
        this.stt = stt;
        this.options = new SpeechToText.Options(language);
        this.agent = agent;
        this.turnTaking = agent.turnTaking();
        this.detector = new SpeechDetector(agent.vad(), turnTaking);
        this.listener = listener;
        // Native code under it would hold a carrier of virtual threads.
        var _ = Thread.ofPlatform().daemon().name("ears").start(this::listen);
    }

    /** Takes 16 kHz samples; never blocks. */
    public void audio(short[] samples, int length) {
        ring.write(samples, length);
    }

    /** Whether {@link Listener#words} should be told during an utterance. */
    public void wantWords(boolean wanted) {
        wantsWords = wanted;
    }

    /** What the numbers and codes look like that the caller may be asked for. */
    public void expect(List<Pattern> patterns) {
        codes = List.copyOf(patterns);
    }

    /** Whether an utterance is under way. */
    public boolean hears() {
        return recognition != null;
    }

    /** From the next utterance on listens as this agent wants it. */
    public void tune(Agent active) {
        agent = active;
    }

    @Override
    public void close() {
        ring.close();
    }

    private void listen() {
        float[] window = new float[VoiceActivity.WINDOW];
        try (vad) {
            while (ring.read(window)) {
                hear(window);
            }
        } finally {
            forget();
        }
    }

    private void hear(float[] window) {
        float probability = vad.probability(window, 0);
        boolean faded = recognition != null && level.hasFaded(window);
        SpeechDetector.Signal signal = detector.window(faded ? 0 : probability);
        if (signal != SpeechDetector.Signal.STARTED) {
            feed(window);
        }
        if (detector.silenceMs() == 0) {
            lastVoicedAt = System.nanoTime();
        }
        switch (signal) {
            case STARTED -> begin(window);
            case INTERRUPTING -> listener.interrupting(System.nanoTime());
            case PAUSED -> guess();
            case RESUMED -> goOn();
            case ENDED -> end();
            case NONE -> {}
        }
        System.arraycopy(preroll, window.length, preroll, 0, preroll.length - window.length);
        System.arraycopy(window, 0, preroll, preroll.length - window.length, window.length);
        judge();
        askForWords();
    }

    private void begin(float[] window) {
        windowsSinceAsked = 0;
        SpeechToText.Recognition opened = stt.open(options);
        opened.audio(preroll, 0, preroll.length);
        opened.audio(window, 0, window.length);
        recognition = opened;
        guess = null;
        level = new VoiceLevel();
        var _ = level.hasFaded(window);
    }

    private void feed(float[] window) {
        SpeechToText.Recognition open = recognition;
        if (open != null && detector.silenceMs() <= TAIL_MS) {
            open.audio(window, 0, window.length);
        }
    }

    private void guess() {
        SpeechToText.Recognition open = recognition;
        if (open != null) {
            guess = open.transcript();
            judged = false;
        }
    }

    private void goOn() {
        guess = null;
        listener.wentOn();
    }

    /** As soon as the guessed transcript is there it says how long a silence ends this utterance. */
    private void judge() {
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

    private void askForWords() {
        SpeechToText.Recognition open = recognition;
        if (!wantsWords || open == null || guess != null || windowsSinceAsked++ % ASK_EVERY != 0) {
            return;
        }
        var _ = open.transcript().thenAccept(words -> {
            if (!words.isBlank()) {
                listener.words(words);
            }
        });
    }

    private void end() {
        long began = System.nanoTime();
        CompletableFuture<String> asked = guess;
        SpeechToText.Recognition open = recognition;
        long voiced = lastVoicedAt;
        if (open == null) {
            return;
        }
        try {
            String text = (asked == null ? open.transcript() : asked).join().strip();
            if (text.isEmpty()) {
                listener.noWords();
            } else {
                listener.utterance(text, voiced, (System.nanoTime() - began) / 1e6);
            }
        } catch (RuntimeException fault) {
            listener.deaf(
                    fault.getCause() instanceof SpeechException cause
                            ? cause
                            : new SpeechException("speech was not recognised", true, fault));
        } finally {
            forget();
        }
    }

    private void forget() {
        SpeechToText.Recognition open = recognition;
        recognition = null;
        guess = null;
        if (open != null) {
            open.close();
        }
        Arrays.fill(preroll, 0);
        turnTaking = agent.turnTaking();
        detector = new SpeechDetector(agent.vad(), turnTaking);
    }
}
