package dev.tandem.workers.attend;

import dev.tandem.workers.live.CallReports;
import dev.tandem.workers.live.CallSession;
import dev.tandem.workers.live.SessionParts;
import dev.tandem.workers.room.EmptyRoom;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.Offers;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a call that nobody hears before the first real one. A process that takes a call over in mid-sentence must not
 * load and compile classes while the caller waits.
 */
public final class WarmUpCall {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUpCall.class);

    private static final long AT_MOST_S = 10;

    private static final JsonNode DOCUMENT = JsonMapper.shared().readTree("""
            {"agents": [{
              "id": "rehearsal", "name": "Rehearsal", "instructions": "Help.", "greeting": "Hello, how can I help you?",
              "llm": {"provider": "builtin"}, "stt": {"provider": "local"}, "tts": {"provider": "local"},
              "tools": [{"tool_type": "http", "name": "find", "description": "Find an order.",
                         "config": {"method": "GET", "url": "http://127.0.0.1/"}}]}]}
            """);

    private WarmUpCall() {}

    /** Runs the call as after a takeover: what was heard is answered, and a reply that was cut off is continued. */
    public static void of(SessionParts parts) {
        Utterance heard = new Utterance(1, "Thank you very much.");
        Lease lease = new Lease("rehearsal", "rehearsal", "rehearsal", 2, 1, List.of(heard), "You are");
        AgentGraph graph = GraphDocument.load(DOCUMENT);
        LoadedVersion version = new LoadedVersion("rehearsal", "rehearsal", 1, "UTC", DOCUMENT, WorkspaceValues.NONE);
        Conversation conversation = new Conversation(version, "rehearsal", 1, List.of(), Map.of());
        try (CallSession session = new CallSession(
                lease,
                conversation,
                graph,
                parts,
                () -> CompletableFuture.allOf(),
                CallReports.NONE,
                WarmUpCall::emptyRoom)) {
            var _ = session.arm(answer(heard)).get(AT_MOST_S, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (Exception fault) {
            LOG.warn("the warm-up call failed; the first call of this process will be slow", fault);
        }
    }

    private static TurnInput answer(Utterance heard) {
        return new TurnInput(
                "rehearsal",
                1,
                1,
                1,
                "rehearsal",
                Control.AGENT,
                Instant.EPOCH,
                new TurnInput.News(List.of(), List.of(heard), "", List.of()),
                new Offers(true, List.of()),
                new TurnStep.Listen());
    }

    private static Room emptyRoom(RoomListener listener) {
        listener.callerJoined("nobody");
        return new EmptyRoom();
    }
}
