package dev.tandem.workers.listen;

import com.google.re2j.Pattern;
import dev.tandem.workflows.graph.TurnTaking;
import java.util.Collection;

/**
 * How much silence ends an utterance, by how it sounds so far.
 *
 * @param silenceMs from the last voiced sample
 * @param finished whether it sounds as if this were all
 */
record EndpointingDelay(int silenceMs, boolean finished) {

    /** Somebody who has not finished is given this many times {@code endpointing_min_ms}. */
    private static final double UNFINISHED = 2;

    /** And somebody who dictates, while nobody knows how long what he dictates is. */
    private static final double DICTATING = 1.5;

    /** @param codes what the numbers and codes look like that the caller may be asked for */
    static EndpointingDelay with(String transcript, TurnTaking turnTaking, Collection<Pattern> codes) {
        if (Completeness.soundsUnfinished(transcript)) {
            return times(UNFINISHED, turnTaking, false);
        }
        Dictation dictation = Dictation.endOf(transcript);
        if (!dictation.isThere() || dictation.isWhole(codes)) {
            return times(1, turnTaking, true);
        }
        return codes.isEmpty() ? times(DICTATING, turnTaking, true) : times(UNFINISHED, turnTaking, false);
    }

    private static EndpointingDelay times(double factor, TurnTaking turnTaking, boolean finished) {
        int silence = (int) Math.min(turnTaking.endpointingMaxMs(), factor * turnTaking.endpointingMinMs());
        return new EndpointingDelay(silence, finished);
    }
}
