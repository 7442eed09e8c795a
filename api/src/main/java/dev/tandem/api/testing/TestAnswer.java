package dev.tandem.api.testing;

import dev.tandem.api.event.EventView;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a line of a test.
 *
 * @param agent who is active now; null: the events do not say, so it is who was active before
 * @param turns what happened since the line, turn by turn
 * @param events the same as events of the call
 */
public record TestAnswer(
        UUID testSessionId,
        UUID callId,
        String status,
        @Nullable String endedReason,
        @Nullable String agent,
        List<TestTurn> turns,
        List<EventView> events) {

    static TestAnswer of(TestSession session, List<RecordedEvent> events) {
        String agent = events.stream()
                .flatMap(recorded -> recorded.event() instanceof CallEvent.AgentActivated activated
                        ? Stream.of(activated.agent())
                        : Stream.empty())
                .reduce((_, later) -> later)
                .orElse(null);
        return new TestAnswer(
                session.id(),
                session.callId(),
                session.status(),
                session.endedReason(),
                agent,
                TestTurn.of(events),
                events.stream().map(EventView::of).toList());
    }

    /** Returns this answer with what came before it. */
    TestAnswer behind(TestAnswer earlier) {
        return new TestAnswer(
                testSessionId,
                callId,
                status,
                endedReason,
                agent == null ? earlier.agent : agent,
                Stream.concat(earlier.turns.stream(), turns.stream()).toList(),
                Stream.concat(earlier.events.stream(), events.stream()).toList());
    }
}
