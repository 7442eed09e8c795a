package dev.tandem.workers.listen;

import dev.tandem.workers.speech.SpeechToText;
import dev.tandem.workflows.graph.TurnTaking;
import dev.tandem.workflows.graph.Vad;
import java.time.Duration;

/**
 * Finds where speech begins, pauses and ends, from the speech probabilities of successive windows of 32 ms. It counts
 * audio, and does not look at the clock.
 */
final class SpeechDetector {

    /** The change that a window brought. */
    enum Signal {
        NONE,
        /** Somebody speaks. */
        STARTED,
        /** Speech has lasted long enough to interrupt a reply. */
        INTERRUPTING,
        /** A pause that may be the end: the transcript should be guessed now. */
        PAUSED,
        /** Speech went on after the pause. */
        RESUMED,
        /** The utterance is over unless speech goes on soon: {@link #endEarly} was called. */
        PROBABLY_OVER,
        /** After that, as much silence has passed as would have ended the utterance in any case. */
        DUE,
        /** The utterance is over. */
        ENDED,
        /** Speech goes on, but has become as long as an utterance may be. What follows is another one. */
        CUT
    }

    static final int WINDOW_MS = 32;

    /** Music has no pause as long as this, ms (docs/media.md). */
    private static final int REAL_PAUSE_MS = 200;

    /** Hysteresis of the threshold during speech, the same as in Silero's own iterator. */
    private static final double HYSTERESIS = .15;

    /** An early end may be withdrawn until this long after the silence that would have ended the utterance, ms. */
    private static final int GRACE_MS = 200;

    private final Vad vad;
    private final TurnTaking turnTaking;
    private final long longestMs;
    private boolean speaking;
    private boolean interrupting;
    private int speechMs;
    private int silenceMs;
    private int limitMs;

    /** The silence that is a pause, ms. */
    private int pauseMs = SpeechToText.PAUSE_MS;

    /** Whether it was told that there is one. */
    private boolean paused;

    /** The silence after which the utterance is probably over, ms; 0 if there is none. */
    private int earlyMs;

    private boolean probablyOver;

    /** How long the utterance is, its pauses included. */
    private long lengthMs;

    private boolean pausedInIt;

    SpeechDetector(Vad vad, TurnTaking turnTaking, Duration longest) {
        this.vad = vad;
        this.turnTaking = turnTaking;
        this.longestMs = longest.toMillis();
    }

    /** Whether the speaker has paused for 200 ms in the present or last utterance. Its end is no pause in it. */
    boolean pausedInIt() {
        return pausedInIt;
    }

    /** Sets the silence that is a pause, after which the words may be guessed, ms. It may change in the middle of one. */
    void pauseAfter(int silence) {
        pauseMs = silence;
    }

    /** Sets the silence that ends the utterance that is under way, ms. */
    void endAfter(int silence) {
        limitMs = Math.clamp(silence, turnTaking.endpointingMinMs(), turnTaking.endpointingMaxMs());
    }

    /** Lets the utterance that is under way end early, after this silence, ms. It may still go on. */
    void endEarly(int silence) {
        earlyMs = silence;
    }

    int silenceMs() {
        return silenceMs;
    }

    Signal window(double probability) {
        double threshold = vad.activationThreshold() - (speaking && !probablyOver ? HYSTERESIS : 0);
        boolean voiced = probability >= threshold;
        if (!speaking) {
            return before(voiced);
        }
        lengthMs += WINDOW_MS;
        Signal signal = probablyOver ? behindAnEarlyEnd(voiced) : voiced ? voiced() : silent();
        if (lengthMs >= longestMs && signal != Signal.ENDED) {
            speaking = false;
            speechMs = 0;
            return Signal.CUT;
        }
        return signal;
    }

    private Signal before(boolean voiced) {
        speechMs = voiced ? speechMs + WINDOW_MS : 0;
        if (speechMs < vad.minSpeechMs()) {
            return Signal.NONE;
        }
        speaking = true;
        interrupting = false;
        silenceMs = 0;
        lengthMs = speechMs;
        pausedInIt = false;
        noLimit();
        return Signal.STARTED;
    }

    private Signal voiced() {
        pausedInIt |= silenceMs >= REAL_PAUSE_MS;
        silenceMs = 0;
        speechMs += WINDOW_MS;
        if (paused) {
            return resumed();
        }
        if (!interrupting && speechMs >= turnTaking.minInterruptionMs()) {
            interrupting = true;
            return Signal.INTERRUPTING;
        }
        return Signal.NONE;
    }

    private Signal resumed() {
        noLimit();
        return Signal.RESUMED;
    }

    private void noLimit() {
        paused = false;
        limitMs = turnTaking.endpointingMaxMs();
        earlyMs = 0;
        probablyOver = false;
    }

    /** Speech goes on as it starts: once it has lasted the minimum. A click does not withdraw a reply. */
    private Signal behindAnEarlyEnd(boolean voiced) {
        speechMs = voiced ? speechMs + WINDOW_MS : 0;
        if (speechMs >= vad.minSpeechMs() && voiced) {
            pausedInIt = true;
            silenceMs = 0;
            return resumed();
        }
        boolean dueBefore = silenceMs >= limitMs;
        silenceMs += WINDOW_MS;
        if (silenceMs >= limitMs + GRACE_MS) {
            speaking = false;
            speechMs = 0;
            return Signal.ENDED;
        }
        return !dueBefore && silenceMs >= limitMs ? Signal.DUE : Signal.NONE;
    }

    private Signal silent() {
        silenceMs += WINDOW_MS;
        if (earlyMs > 0 && silenceMs >= earlyMs && silenceMs < limitMs) {
            probablyOver = true;
            speechMs = 0;
            return Signal.PROBABLY_OVER;
        }
        if (silenceMs >= limitMs) {
            speaking = false;
            speechMs = 0;
            return Signal.ENDED;
        }
        if (paused || silenceMs < pauseMs) {
            return Signal.NONE;
        }
        paused = true;
        return Signal.PAUSED;
    }
}
