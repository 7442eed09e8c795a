package dev.tandem.workflows.scenario.judging;

import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.scenario.Verdict;
import dev.tandem.workflows.scenario.judging.CallRecord.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A part of a call, with what was so by its end. */
final class Excerpt {

    private final List<RecordedEvent> events;
    private final List<RecordedEvent> untilNow;

    Excerpt(List<RecordedEvent> call, Range range) {
        untilNow =
                call.stream().filter(event -> event.sequence() <= range.upTo()).toList();
        events = untilNow.stream()
                .filter(event -> event.sequence() > range.after())
                .toList();
    }

    /** An event with its number. */
    record Numbered<E extends CallEvent>(int sequence, E event) {}

    /** Returns the events of a kind in this part. */
    <E extends CallEvent> List<Numbered<E>> all(Class<E> kind) {
        return of(events, kind);
    }

    /** Returns the last event of a kind up to the end of this part. */
    <E extends CallEvent> Optional<E> last(Class<E> kind) {
        List<Numbered<E>> all = of(untilNow, kind);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().event());
    }

    private static <E extends CallEvent> List<Numbered<E>> of(List<RecordedEvent> events, Class<E> kind) {
        return events.stream()
                .map(event -> new Numbered<>(event.sequence(), event.event()))
                .filter(numbered -> kind.isInstance(numbered.event()))
                .map(numbered -> new Numbered<>(numbered.sequence(), kind.cast(numbered.event())))
                .toList();
    }

    /** Returns what the agent said that left the speaker, one text for each reply. */
    List<String> said() {
        return all(CallEvent.ReplySpoken.class).stream()
                .map(reply -> reply.event().text())
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** Returns what the call knows by the end of this part. */
    Map<String, JsonNode> variables() {
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        for (RecordedEvent event : untilNow) {
            switch (event.event()) {
                case CallEvent.VariableCollected collected -> variables.put(collected.name(), collected.value());
                case CallEvent.PathTaken taken -> variables.putAll(taken.variables());
                default -> {
                    // Nothing else brings a value.
                }
            }
        }
        return variables;
    }

    /** @param sequence of the event that tells it; null: no single one does */
    Verdict.Where where(@Nullable Integer sequence) {
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (RecordedEvent event : events) {
            int turn = event.payload().path("turn").asInt(-1);
            if (turn >= 0) {
                first = Math.min(first, turn);
                last = Math.max(last, turn);
            }
        }
        return new Verdict.Where(Math.min(first, last), last, sequence);
    }
}
