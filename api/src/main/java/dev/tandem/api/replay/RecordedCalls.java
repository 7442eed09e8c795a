package dev.tandem.api.replay;

import dev.tandem.api.event.SessionEvents;
import dev.tandem.api.version.VersionGraphs;
import dev.tandem.api.workspace.CallSeals;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.replay.CallReport;
import dev.tandem.workflows.replay.RecordedCall;
import dev.tandem.workflows.replay.Replay;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads recorded calls, opens what was sealed of them, and replays them. */
@Component
class RecordedCalls {

    private static final String UNREADABLE = "a newer process recorded it; bring this one up to date";

    private final SessionEvents events;
    private final CallSeals seals;
    private final VersionGraphs versions;

    RecordedCalls(SessionEvents events, CallSeals seals, VersionGraphs versions) {
        this.events = events;
        this.seals = seals;
        this.versions = versions;
    }

    /**
     * Replays a call. It is asked outside of a transaction, by a thread that works for the organization.
     *
     * @param own finds the graph of the version that the call followed
     */
    CallReport replay(UUID organization, UUID call, AgentGraph other, Function<UUID, AgentGraph> own, UUID version) {
        RecordedCall recorded = read(organization, call);
        if (recorded.fault() != null) {
            return new Replay(other).of(recorded, other);
        }
        return new Replay(other).of(recorded, own.apply(version));
    }

    /** @param snapshot SHA-256 of the frozen document that a test followed; null: the version's own document */
    AgentGraph graph(UUID organization, UUID version, @Nullable String snapshot) {
        return versions.get(organization, version, snapshot).graph();
    }

    private RecordedCall read(UUID organization, UUID call) {
        try {
            SessionEvents.Taped taped = events.taped(call);
            return RecordedCall.of(call.toString(), taped.events(), seals.open(organization, call, taped.sealed()));
        } catch (IllegalArgumentException newer) {
            return RecordedCall.notReplayable(call.toString(), UNREADABLE);
        }
    }
}
