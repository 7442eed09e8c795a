package dev.tandem.workers.live;

import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.listen.ScriptedTurnEnd;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.room.RoomListener;
import dev.tandem.workers.speak.SpokenAhead;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.workspace.Safe;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnOutcome.Replied;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.TurnStep.TakenPath;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.PathOffer;
import dev.tandem.workflows.rules.RuleContext;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs a call's session with a scripted caller, model and voice, in a room that nobody hears. */
abstract class SessionStage {

    static final JsonMapper JSON = JsonMapper.builder().build();

    /** Three seconds of speech. */
    static final String LONG = "word ".repeat(59).strip().concat(". End.");

    static final JsonNode DOCUMENT = JSON.readTree("""
            {"limits": {"silence_timeout_seconds": 2},
             "agents": [
              {"id": "a", "name": "Intake", "instructions": "Help.", "greeting": "Hello, how can I help?",
               "llm": {"provider": "scripted"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"},
               "tools": [{"tool_type": "http", "name": "check_order", "description": "Checks an order",
                          "filler": "Still looking.", "config": {"method": "GET", "url": "http://127.0.0.1/orders"}},
                         {"tool_type": "http", "name": "search", "description": "Searches", "interruptible": true,
                          "config": {"method": "GET", "url": "http://127.0.0.1/search"}}],
               "paths": [{"id": "p", "name": "To Billing", "description": "Invoices", "target_agent_id": "b",
                          "required_variables": [{"name": "customer_id"}]},
                         {"id": "s", "name": "To summed up", "description": "Bills", "target_agent_id": "b",
                          "context": "summary"}]},
              {"id": "long", "name": "Winded", "instructions": "Talk.", "greeting": "%s",
               "llm": {"provider": "scripted"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"}},
              {"id": "b", "name": "Billing", "instructions": "Bill.",
               "llm": {"provider": "scripted"}, "stt": {"provider": "scripted"}, "tts": {"provider": "scripted"}}]}
            """.formatted(LONG));

    /** The document of the next session. */
    JsonNode document = DOCUMENT;

    final ScriptedSpeech speech = new ScriptedSpeech();
    final ScriptedTurnEnd voices = new ScriptedTurnEnd();
    final ScriptedModel model = new ScriptedModel();
    final Pacer pacer = new Pacer();
    final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    final AtomicReference<CompletableFuture<Void>> durable = new AtomicReference<>(CompletableFuture.allOf());
    final List<String> stopped = new CopyOnWriteArrayList<>();
    final List<Utterance> reported = new CopyOnWriteArrayList<>();
    final AtomicReference<SilentRoom> joined = new AtomicReference<>();
    CallSession session = open(new Lease("call", "org/call", "room", 1, 0, List.of(), ""), "a");
    SilentRoom room = joined.get();
    long revision;

    @AfterEach
    void close() {
        session.close();
        pacer.close();
    }

    /** Returns what has phrases synthesised ahead: nothing, so that only what a test says is synthesised. */
    SpokenAhead ahead() {
        return SpokenAhead.NOTHING;
    }

    /** Returns the models of the next session: the scripted one. */
    LanguageModels models() {
        return new LanguageModels(List.of(model));
    }

    /** Replaces the session that was there from the start by another one. */
    void reopen(Lease attendance, String agentId) {
        reopen(attendance, agentId, _ -> {});
    }

    void reopen(Lease attendance, String agentId, Consumer<RoomListener> whileJoining) {
        session.close();
        session = open(attendance, agentId, whileJoining);
        room = joined.get();
    }

    double interruptions(boolean real) {
        return figures.get("tandem.interruptions")
                .tag("real", Boolean.toString(real))
                .counter()
                .count();
    }

    long timed(String part) {
        return figures.get("tandem.turn").tag("part", part).timer().count();
    }

    void greet() {
        CompletableFuture<TurnOutcome> opening = session.arm(step(0, 1));
        room.listener.callerJoined("caller");
        replied(opening);
        room.loudFrames.set(0);
    }

    static TurnOutcome.Spoken replied(CompletableFuture<TurnOutcome> turn) {
        return ((Replied) turn.orTimeout(10, TimeUnit.SECONDS).join()).spoken();
    }

    StepBuilder next(int turn, int step) {
        AgentGraph graph = GraphDocument.load(DOCUMENT);
        String[] offered = PathOffer.offered(RuleContext.at(graph, graph.agent("a"))).stream()
                .map(offer -> offer.path().id())
                .toArray(String[]::new);
        return StepBuilder.step("call", turn, step, ++revision, "a").offers(offered);
    }

    TurnInput step(int turn, int step) {
        return next(turn, step).build();
    }

    TurnInput step(int turn, int step, List<ToolResult> results) {
        return next(turn, step).returns(results).build();
    }

    TurnInput farewell(int turn, int step) {
        return next(turn, step).todo(new TurnStep.Farewell("")).build();
    }

    TurnInput listening(int turn, int step) {
        return next(turn, step).todo(new TurnStep.Listen()).build();
    }

    TurnInput takingUp(Utterance heard, String played) {
        return next(heard.turn(), 1).unsettled(heard).played(played).build();
    }

    TurnInput entering(int turn, int step, String say, TakenPath taken) {
        return StepBuilder.step("call", turn, step, ++revision, "b")
                .enters(say, taken)
                .build();
    }

    TurnInput armed(int turn, int step, Control control, boolean yields, TurnInput.Aside... asides) {
        return next(turn, step).control(control).yields(yields).asides(asides).build();
    }

    TurnInput saying(int turn, String words) {
        return next(turn, 1).todo(new TurnStep.AskAgain(words)).build();
    }

    CallSession open(Lease attendance, String agentId) {
        return open(attendance, agentId, _ -> {});
    }

    /** Keeps what the session tells its call workflow at once. */
    private final class Reports implements CallReports {

        @Override
        public void interrupted(int turn, int step) {
            stopped.add(turn + "." + step);
        }

        @Override
        public void heard(Utterance utterance) {
            reported.add(utterance);
        }
    }

    CallSession open(Lease attendance, String agentId, Consumer<RoomListener> whileJoining) {
        AgentGraph graph = GraphDocument.load(document);
        Conversation conversation = new Conversation(
                new LoadedVersion("v", "Shop", 1, "UTC", document, WorkspaceValues.NONE),
                agentId,
                0,
                List.of(),
                Map.of());
        return new CallSession(
                attendance,
                conversation,
                graph,
                new SessionParts(
                        new Speech(speech.providers(), voices),
                        models(),
                        pacer,
                        Safe.VAULT,
                        new Meters(figures),
                        CallLimits.DEFAULT,
                        ahead()),
                durable::get,
                new Reports(),
                listener -> {
                    joined.set(new SilentRoom(listener));
                    whileJoining.accept(listener);
                    return joined.get();
                });
    }
}
