package dev.tandem.bench.session;

import dev.tandem.bench.measure.BenchmarkFailure;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.live.CallReports;
import dev.tandem.workers.live.CallSession;
import dev.tandem.workers.live.SessionParts;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.provider.Provider;
import dev.tandem.workers.room.Room;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.speech.VoiceActivity;
import dev.tandem.workers.workspace.Vault;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.Offers;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.workspace.MasterKeys;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the session of one call as a worker does, but without Temporal: its turns are armed by hand. */
public final class HandArmedSession implements AutoCloseable {

    /** Time that speech has to last to interrupt a scripted call, ms. */
    public static final int MIN_INTERRUPTION_MS = 500;

    private static final JsonNode DOCUMENT = JsonMapper.shared().readTree("""
            {"agents": [
              {"id": "a", "name": "Agent", "instructions": "Talk.", "greeting": "Hello.",
               "llm": {"provider": "scripted"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"},
               "turn_taking": {"min_interruption_ms": %d}}]}
            """.formatted(MIN_INTERRUPTION_MS));

    private final CallSession session;
    private final RoomListener listener;
    private int turn;
    private long revision;

    /** @param join joins a room */
    public HandArmedSession(String callId, JsonNode document, SessionParts parts, Function<RoomListener, Room> join) {
        AtomicReference<RoomListener> joined = new AtomicReference<>();
        session = new CallSession(
                new Lease(callId, "bench/" + callId, callId, 1, 0, List.of(), ""),
                new Conversation(version(document), "a", 0, List.of(), Map.of()),
                GraphDocument.load(document),
                parts,
                CompletableFuture::allOf,
                CallReports.NONE,
                events -> {
                    joined.set(events);
                    return join.apply(events);
                });
        listener = joined.get();
    }

    /** Creates a session with a scripted document and speech. */
    public static HandArmedSession scripted(
            String callId,
            Pacer pacer,
            Provider<LanguageModel> model,
            VoiceActivity vad,
            Function<RoomListener, Room> join) {
        return new HandArmedSession(callId, DOCUMENT, scripted(pacer, model, vad), join);
    }

    /** Returns the version that a scripted call follows. */
    public static LoadedVersion scriptedVersion() {
        return version(DOCUMENT);
    }

    private static LoadedVersion version(JsonNode document) {
        return new LoadedVersion("version", "Bench", 1, "UTC", document, WorkspaceValues.NONE);
    }

    /** Returns the parts of a scripted call. */
    public static SessionParts scripted(Pacer pacer, Provider<LanguageModel> model, VoiceActivity vad) {
        return new SessionParts(
                new Speech(ScriptedSpeech.providers(vad)),
                new LanguageModels(List.of(model)),
                pacer,
                new Vault(MasterKeys.parse("")));
    }

    /** Returns the listener for events of the room. */
    public RoomListener listener() {
        return listener;
    }

    /** Lets the caller join, and waits until they are greeted. */
    public void open() {
        CompletableFuture<TurnOutcome> greeting = arm();
        listener.callerJoined("caller");
        spoken(greeting);
    }

    /** Arms the next turn, as the call workflow does. */
    public CompletableFuture<TurnOutcome> arm() {
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

    /** Lets the caller type. */
    public void type(String text) {
        listener.chat(text);
    }

    /** Waits until a turn has been spoken. */
    public static TurnOutcome.Spoken spoken(CompletableFuture<TurnOutcome> outcome) {
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
