package dev.tandem.workers.live;

import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.speak.SpokenAhead;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.tool.ToolAdapter;
import dev.tandem.workers.tool.ToolExecutionActivity;
import dev.tandem.workers.tool.Tools;
import dev.tandem.workers.workspace.Safe;
import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.call.api.ToolExecution;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.protocol.Utterance;
import dev.tandem.workflows.rules.Action;
import dev.tandem.workflows.rules.CallRules;
import dev.tandem.workflows.rules.CallState;
import dev.tandem.workflows.rules.Happening;
import dev.tandem.workflows.rules.Outcome;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/**
 * A whole call in one process: the rules decide, a session speaks in a room that nobody hears, and tools run as the
 * activity runs them. Only Temporal, which carries their messages, is missing.
 */
final class RuledCall implements AutoCloseable {

    final List<CallEvent> events = new CopyOnWriteArrayList<>();
    final ScriptedSpeech speech = new ScriptedSpeech();
    final SilentRoom room;
    private final Pacer pacer = new Pacer();
    private final TestActivityEnvironment temporal =
            TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(CallPayloads.converter())
                            .build())
                    .build());
    private final ToolExecution tools;
    private final CallSession session;
    private final CompletableFuture<Action.EndCall> end = new CompletableFuture<>();
    private final Thread workflow;
    private volatile Outcome now;
    private long revision;

    /** @param channel {@code voice} or {@code chat} */
    RuledCall(JsonNode document, LanguageModels models, ToolAdapter adapter, String channel) {
        AgentGraph graph = GraphDocument.load(document);
        LoadedVersion version = new LoadedVersion("v", "Shop", 1, "UTC", document, WorkspaceValues.NONE);
        now = CallRules.open(new CallState.Call(
                new CallInput("call", "shop", null, "v", channel, "room", Map.of()), version, graph));
        events.addAll(now.events());
        temporal.registerActivitiesImplementations(
                new ToolExecutionActivity(new Tools(List.of(adapter)), Safe.VAULT, Meters.unread()));
        tools = temporal.newActivityStub(ToolExecution.class);
        SessionParts parts = new SessionParts(
                new Speech(speech.providers()),
                models,
                pacer,
                Safe.VAULT,
                Meters.unread(),
                CallLimits.DEFAULT,
                SpokenAhead.NOTHING);
        CompletableFuture<SilentRoom> joined = new CompletableFuture<>();
        session = new CallSession(
                new Lease("call", "shop/call", "room", 1, 0, List.of(), "", channel, null),
                now.state().conversation(),
                graph,
                channel.equals("chat") ? parts.inWriting() : parts,
                CompletableFuture::allOf,
                new Reports(),
                listener -> {
                    joined.complete(new SilentRoom(listener));
                    return joined.join();
                });
        room = joined.join();
        workflow = Thread.ofVirtual().name("workflow").start(this::run);
        room.listener.callerJoined("caller");
    }

    private static final class Reports implements CallReports {

        @Override
        public void interrupted(int turn, int step) {}

        @Override
        public void heard(Utterance utterance) {}
    }

    private void run() {
        try {
            while (!(now.next() instanceof Action.EndCall)) {
                happens(carriedOut(now.next()));
            }
            end.complete((Action.EndCall) now.next());
        } catch (RuntimeException | Error fault) {
            end.completeExceptionally(fault);
        }
    }

    private Happening carriedOut(Action next) {
        return switch (next) {
            case Action.Arm arm ->
                new Happening.StepCameOut(
                        arm,
                        session.arm(now.state().input(arm.todo(), ++revision, Instant.EPOCH))
                                .join());
            case Action.RunTools run ->
                new Happening.ToolsReturned(
                        run, run.requests().stream().map(tools::execute).toList());
            case Action.Transfer transfer ->
                new Happening.TransferArrived(
                        transfer, session.transfer(transfer.request()).join());
            case Action.EndCall last -> throw new IllegalStateException("the call is over: " + last);
        };
    }

    private void happens(Happening happening) {
        Outcome outcome = CallRules.next(now.state(), happening);
        events.addAll(outcome.events());
        now = outcome;
    }

    void hears(String line) {
        room.listener.chat(line);
    }

    /** Returns the number of turns that are settled: 1 when the agent has opened the call. */
    int settled() {
        return now.state().turn();
    }

    boolean isOver() {
        return end.isDone();
    }

    String agent() {
        return now.state().agent().name();
    }

    /** Returns the names of events of these kinds, in order. */
    List<String> recorded(Class<?>... kinds) {
        return events.stream()
                .filter(event -> List.of(kinds).contains(event.getClass()))
                .map(event -> event.getClass().getSimpleName())
                .toList();
    }

    <E extends CallEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public void close() {
        session.close();
        workflow.interrupt();
        pacer.close();
        temporal.close();
    }
}
