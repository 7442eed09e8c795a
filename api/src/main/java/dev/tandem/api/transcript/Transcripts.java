package dev.tandem.api.transcript;

import dev.tandem.api.event.EventFilter;
import dev.tandem.api.event.SessionEvents;
import dev.tandem.workflows.event.CallEventType;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads calls from their events, which are read in pages and forgotten. A long call is told in several parts, so that an
 * answer is never much larger than {@value #MOST_BYTES} bytes.
 */
@Service
@Transactional(readOnly = true)
public class Transcripts {

    /** Events that are told in one part have about this many bytes at most. */
    static final long MOST_BYTES = 1 << 20;

    private static final int PAGE = 200;

    private static final EventFilter TOLD = filter(
            CallEventType.AGENT_ACTIVATED,
            CallEventType.TURN_COMMITTED,
            CallEventType.REPLY_SPOKEN,
            CallEventType.TOOL_STARTED,
            CallEventType.TOOL_FINISHED,
            CallEventType.TOOL_FAILED,
            CallEventType.PATH_TAKEN,
            CallEventType.PATH_REJECTED,
            CallEventType.VARIABLE_COLLECTED);

    /** Those that say how the call stands: who is active, and what it knows. */
    private static final EventFilter STANDING =
            filter(CallEventType.AGENT_ACTIVATED, CallEventType.PATH_TAKEN, CallEventType.VARIABLE_COLLECTED);

    private final SessionEvents events;

    Transcripts(SessionEvents events) {
        this.events = events;
    }

    /**
     * Tells a part of a call. The active agent and the variables are those of the whole call.
     *
     * @param after sequence number of the last event that was told before; 0: from the beginning
     */
    public CallTranscript read(UUID call, int after) {
        CallTranscript.Reader reader = new CallTranscript.Reader();
        SessionEvents.Part part = events.part(call, after, TOLD, PAGE);
        part.events().forEach(reader::read);
        long bytes = part.bytes();
        while (part.more() && bytes < MOST_BYTES) {
            part = events.part(call, part.last(), TOLD, PAGE);
            part.events().forEach(reader::read);
            bytes += part.bytes();
        }
        CallTranscript told = reader.transcript(part.more() ? part.last() : null);
        return after <= 0 && !part.more() ? told : told.standing(standing(call));
    }

    private CallTranscript standing(UUID call) {
        CallTranscript.Reader reader = new CallTranscript.Reader();
        SessionEvents.Part part = events.part(call, 0, STANDING, PAGE);
        part.events().forEach(reader::readStanding);
        while (part.more()) {
            part = events.part(call, part.last(), STANDING, PAGE);
            part.events().forEach(reader::readStanding);
        }
        return reader.transcript(null);
    }

    private static EventFilter filter(CallEventType... types) {
        return new EventFilter(
                Arrays.stream(types).map(CallEventType::wireName).collect(Collectors.toUnmodifiableSet()), null);
    }
}
