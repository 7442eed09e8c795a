package dev.tandem.workers.listen;

import com.google.re2j.Pattern;
import dev.tandem.workflows.graph.TurnTaking;
import java.util.Collection;

/**
 * The silence that ends an utterance, which depends on how the utterance sounds so far.
 *
 * @param silenceMs from the last voiced sample
 * @param finished whether the utterance sounds complete
 */
record EndpointingDelay(int silenceMs, boolean finished) {

    /** A caller who has not finished is given this many times {@code endpointing_min_ms}. */
    private static final double UNFINISHED = 2;

    /** A caller who says a number of unknown length in one piece is given this many times as long. */
    private static final double DICTATING = 1.5;

    /** So is one whose words sound finished, and whose voice does not. */
    private static final double VOICE_GOES_ON = 1.5;

    /** What ends early ends after this silence, ms: nine windows. */
    private static final int EARLY_MS = 288;

    /** From this probability on somebody has finished; on the phone, where more of everything sounds finished (ADR 69). */
    private static final double FINISHED = .95;

    private static final double FINISHED_ON_THE_PHONE = .97;

    /** Below this probability somebody goes on. */
    private static final double GOES_ON = .1;

    /**
     * What the voice says.
     *
     * @param finished how probable it is, 0 to 1, that the speaker has finished
     * @param clear whether the line is quiet enough to believe that they have
     * @param phone whether it is a telephone line
     */
    record Sound(double finished, boolean clear, boolean phone) {

        private boolean isOver() {
            return clear && finished >= (phone ? FINISHED_ON_THE_PHONE : FINISHED);
        }
    }

    /**
     * Decides by the words.
     *
     * @param codes patterns of the numbers and codes that the caller may be asked for
     */
    static EndpointingDelay with(String transcript, TurnTaking turnTaking, Collection<Pattern> codes) {
        if (Completeness.soundsUnfinished(transcript)) {
            return times(UNFINISHED, turnTaking, false);
        }
        Dictation dictation = Dictation.endOf(transcript);
        if (dictation.isThere() && dictation.isWhole(codes)) {
            return times(1, turnTaking, true);
        }
        if (dictation.goesOn()) {
            return times(UNFINISHED, turnTaking, false);
        }
        if (!dictation.isThere()) {
            return times(1, turnTaking, true);
        }
        return codes.isEmpty() ? times(DICTATING, turnTaking, true) : times(UNFINISHED, turnTaking, false);
    }

    /** Decides by the voice, too. The words come first: what is open by them, or a number, stays as it is. */
    EndpointingDelay and(Sound sound, TurnTaking turnTaking) {
        if (!isWhole(turnTaking)) {
            return this;
        }
        if (sound.finished() < GOES_ON) {
            return times(VOICE_GOES_ON, turnTaking, true);
        }
        return sound.isOver() ? early(turnTaking) : this;
    }

    /** Decides by the recogniser, too, which takes the turn for over. */
    EndpointingDelay andRecogniser(TurnTaking turnTaking) {
        return isWhole(turnTaking) ? early(turnTaking) : this;
    }

    /** Whether it ends before {@code endpointing_min_ms}, and may be withdrawn. */
    boolean isEarly(TurnTaking turnTaking) {
        return silenceMs < turnTaking.endpointingMinMs();
    }

    private boolean isWhole(TurnTaking turnTaking) {
        return finished && silenceMs == turnTaking.endpointingMinMs();
    }

    private EndpointingDelay early(TurnTaking turnTaking) {
        boolean sooner = turnTaking.early() && EARLY_MS < silenceMs;
        return sooner ? new EndpointingDelay(EARLY_MS, true) : this;
    }

    private static EndpointingDelay times(double factor, TurnTaking turnTaking, boolean finished) {
        int silence = (int) Math.min(turnTaking.endpointingMaxMs(), factor * turnTaking.endpointingMinMs());
        return new EndpointingDelay(silence, finished);
    }
}
