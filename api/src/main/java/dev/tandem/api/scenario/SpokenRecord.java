package dev.tandem.api.scenario;

import dev.tandem.workflows.call.api.SpokenCaller;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.scenario.judging.CallRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings what a caller heard and what was recorded of a spoken call together. What follows a line is what was recorded from
 * the moment when the caller began to say it up to the moment when they began the next one. Both clocks have to agree to
 * about a second, as machines' clocks do.
 */
final class SpokenRecord {

    private SpokenRecord() {}

    static CallRecord of(SpokenCaller.Facts facts, List<RecordedEvent> events, Map<String, String> pathNames) {
        List<SpokenCaller.Heard> acts =
                facts.lines().stream().filter(heard -> heard.line() >= 0).toList();
        List<CallRecord.Range> lines = new ArrayList<>();
        for (int i = 0; i < acts.size(); i++) {
            int upTo = i + 1 < acts.size() ? before(events, acts.get(i + 1).from()) : last(events);
            lines.add(new CallRecord.Range(before(events, acts.get(i).from()), upTo));
        }
        List<CallRecord.Heard> heard = acts.stream()
                .map(act -> new CallRecord.Heard(act.heard(), act.firstSoundMs() == null ? -1 : act.firstSoundMs()))
                .toList();
        return new CallRecord(events, lines, heard, pathNames);
    }

    /** Returns the number of the last event before a moment; 0: there is none. */
    private static int before(List<RecordedEvent> events, Instant moment) {
        return events.stream()
                .filter(event -> event.at().isBefore(moment))
                .mapToInt(RecordedEvent::sequence)
                .max()
                .orElse(0);
    }

    private static int last(List<RecordedEvent> events) {
        return events.isEmpty() ? 0 : events.getLast().sequence();
    }
}
