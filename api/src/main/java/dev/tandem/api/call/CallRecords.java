package dev.tandem.api.call;

import dev.tandem.api.analytics.Rollups;
import dev.tandem.api.command.OperatorCommands;
import dev.tandem.api.event.SessionEvents;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps a call's row and the figures in step with its events, in one transaction. */
@Service
class CallRecords {

    /** Why an attendance is over that gave its place back. */
    private static final String NOT_JOINED = "not_joined";

    private final CallRepository calls;
    private final SessionEvents events;
    private final Rollups rollups;
    private final OperatorCommands commands;

    CallRecords(CallRepository calls, SessionEvents events, Rollups rollups, OperatorCommands commands) {
        this.calls = calls;
        this.events = events;
        this.rollups = rollups;
        this.commands = commands;
    }

    /**
     * Records events. When the call has ended, those that would come after {@code call.ended} are left out.
     *
     * @param sealed what led to them, by sequence number, sealed
     * @return how many events were new; empty if there is no such call
     */
    @Transactional
    OptionalInt record(UUID call, List<RecordedEvent> batch, Map<Integer, String> sealed) {
        Optional<CallStatus> status = calls.lock(call).map(CallStatus::of);
        if (status.isEmpty()) {
            return OptionalInt.empty();
        }
        int last = status.get() == CallStatus.ACTIVE
                ? Integer.MAX_VALUE
                : events.extent(call).last();
        return OptionalInt.of(append(
                call, batch.stream().filter(event -> event.sequence() <= last).toList(), sealed));
    }

    /**
     * Records the end of a call whose workflow cannot do so any more.
     *
     * @return false if the call had ended before
     */
    @Transactional
    boolean end(StoredCall call, String reason, Instant at) {
        if (!calls.lock(call.id()).map(CallStatus::of).equals(Optional.of(CallStatus.ACTIVE))) {
            return false;
        }
        SessionEvents.Extent extent = events.extent(call.id());
        Instant ended = at.isBefore(extent.lastAt()) ? extent.lastAt() : at;
        long lasted = Math.max(0, Duration.between(call.startedAt(), ended).toMillis());
        CallEvent last = new CallEvent.CallEnded(CallStatus.DROPPED.wireName(), reason, extent.turns(), lasted);
        return append(call.id(), List.of(RecordedEvent.of(extent.last() + 1, ended, last)), Map.of()) > 0;
    }

    private int append(UUID call, List<RecordedEvent> batch, Map<Integer, String> sealed) {
        List<RecordedEvent> added = events.append(call, batch, sealed);
        added.forEach(event -> keepInStep(call, event));
        rollups.add(call, added);
        return added.size();
    }

    private void keepInStep(UUID call, RecordedEvent recorded) {
        switch (recorded.event()) {
            case CallEvent.CallStarted _ -> calls.started(call, recorded.at());
            case CallEvent.CallEnded ended -> {
                boolean completed = ended.status().equals(CallStatus.COMPLETED.wireName());
                CallStatus status = completed ? CallStatus.COMPLETED : CallStatus.DROPPED;
                calls.ended(call, status, recorded.at(), ended.reason());
                commands.over(call, recorded.at().atOffset(ZoneOffset.UTC));
            }
            case CallEvent.AttendanceLost lost
            when lost.reason().equals(NOT_JOINED) -> calls.givenBack(call, lost.attendance());
            case CallEvent.AttendanceResumed _ -> calls.attendedAgain(call);
            case CallEvent.OfOperator operator -> commands.note(call, recorded, operator);
            default -> {
                // The row of a call tells when it began and how it ended.
            }
        }
    }
}
