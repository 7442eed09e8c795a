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

    /** @param codes patterns of the numbers and codes that the caller may be asked for */
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

    private static EndpointingDelay times(double factor, TurnTaking turnTaking, boolean finished) {
        int silence = (int) Math.min(turnTaking.endpointingMaxMs(), factor * turnTaking.endpointingMinMs());
        return new EndpointingDelay(silence, finished);
    }
}
