package dev.tandem.bench.cloud;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.workers.live.CallReports;
import dev.tandem.workers.live.CallSession;
import dev.tandem.workers.live.SessionParts;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.Offers;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The session of one call as a worker runs it, without Temporal: its turns are armed by hand. */
final class CloudSession implements AutoCloseable {

    private final CallSession session;
    private final AtomicReference<RoomListener> listener = new AtomicReference<>();
    private int turn;
    private long revision;

    CloudSession(String callId, JsonNode document, SessionParts parts, Function<RoomListener, Room> join) {
        session = new CallSession(
                new Lease(callId, "bench/" + callId, callId, 1, 0, List.of(), ""),
                new Conversation(
                        new LoadedVersion("version", "Bench", 1, "UTC", document, WorkspaceValues.NONE),
                        "a",
                        0,
                        List.of(),
                        Map.of()),
                GraphDocument.load(document),
                parts,
                CompletableFuture::allOf,
                CallReports.NONE,
                events -> {
                    listener.set(events);
                    return join.apply(events);
                });
    }

    /** Arms the next turn, as the call workflow does. */
    CompletableFuture<TurnOutcome> arm() {
        TurnStep step = turn == 0 ? new TurnStep.Enter(List.of(), "", List.of()) : new TurnStep.Listen();
        return session.arm(new TurnInput(
                "call",
                turn++,
                1,
                ++revision,
                "a",
                Control.AGENT,
                Instant.EPOCH,
                TurnInput.News.NONE,
                new Offers(true, List.of()),
                step));
    }

    void callerJoins() {
        listener.get().callerJoined("caller");
    }

    /** Lets the caller type. */
    void type(String text) {
        listener.get().chat(text);
    }

    /** Waits until a turn has been spoken. */
    static TurnOutcome.Spoken spoken(CompletableFuture<TurnOutcome> outcome) {
        return switch (outcome.orTimeout(60, TimeUnit.SECONDS).join()) {
            case TurnOutcome.Replied replied -> replied.spoken();
            case TurnOutcome other -> throw new BenchmarkFailure("a turn came out as " + other);
        };
    }

    @Override
    public void close() {
        session.close();
    }
}
