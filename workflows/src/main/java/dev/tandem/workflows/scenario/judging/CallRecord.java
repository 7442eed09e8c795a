package dev.tandem.workflows.scenario.judging;

import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.variable.Ordered;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call that a scenario has made.
 *
 * @param events all of them, in order
 * @param lines what followed each line of the script that was said, in order; a line that was not said has none
 * @param heard what the caller's own ears took down, one for each line; null: the call was a chat
 * @param pathNames names of the version's paths by their ids
 */
public record CallRecord(
        List<RecordedEvent> events,
        List<Range> lines,
        @Nullable List<Heard> heard,
        Map<String, String> pathNames) {

    public CallRecord {
        events = List.copyOf(events);
        lines = List.copyOf(lines);
        heard = heard == null ? null : List.copyOf(heard);
        pathNames = Ordered.copy(pathNames);
    }

    /**
     * A part of a call.
     *
     * @param after sequence of the last event before it
     * @param upTo sequence of its last event
     */
    public record Range(int after, int upTo) {}

    /**
     * What a caller heard behind a line, by a recogniser of its own.
     *
     * @param firstSoundMs from the end of what the caller said to the first sound of the answer; -1: there was none
     */
    public record Heard(String text, double firstSoundMs) {}
}
