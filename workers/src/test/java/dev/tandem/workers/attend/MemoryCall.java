package dev.tandem.workers.attend;

import dev.tandem.stack.server.TemporalServer;
import dev.tandem.workers.audio.Pacer;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.live.ScriptedSpeech;
import dev.tandem.workers.live.SessionParts;
import dev.tandem.workers.llm.LanguageModels;
import dev.tandem.workers.metrics.Meters;
import dev.tandem.workers.room.CallerRoom;
import dev.tandem.workers.room.RecordingListener;
import dev.tandem.workers.room.memory.MemoryRooms;
import dev.tandem.workers.speech.Speech;
import dev.tandem.workers.tool.ToolAdapter;
import dev.tandem.workers.tool.ToolExecutionActivity;
import dev.tandem.workers.tool.Tools;
import dev.tandem.workers.workspace.Safe;
import dev.tandem.workflows.call.CallWorkflowImpl;
import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.call.api.CallResult;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.api.LoadVersion;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.mock.TestTools;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.LoadedVersion;
import dev.tandem.workflows.workspace.WorkspaceValues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A whole call in one process: the call workflow on a real Temporal server, a worker as it runs anywhere, the builtin
 * model, real tools, and a room in memory. Only speech is scripted, and records are kept in a list.
 */
final class MemoryCall implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryCall.class);
    private static final String ROOM = "room-1";

    final List<RecordedEvent> events = new CopyOnWriteArrayList<>();
    final ScriptedSpeech speech = new ScriptedSpeech();
    final MemoryRooms rooms = new MemoryRooms();
    final RecordingListener callerHears = new RecordingListener();
    final CallerRoom caller;
    private final Pacer pacer = new Pacer();
    private final LanguageModels models = new LanguageModels();
    private final ToolExecutionActivity tools;
    private final TestWorkflowEnvironment temporal;
    private final CallHost host;
    private final WorkflowStub call;

    private MemoryCall(
            TemporalServer server,
            JsonNode document,
            String channel,
            List<ToolAdapter> others,
            UnaryOperator<CallInput> input) {
        tools = new ToolExecutionActivity(
                new Tools(new Egress(EgressSettings.allowing("127.0.0.1")), others), Safe.VAULT, Meters.unread());
        temporal = TestWorkflowEnvironment.newInstance(on(server));
        WorkflowClient client = temporal.getWorkflowClient();
        HostId id = new HostId("one");
        SessionParts parts = new SessionParts(new Speech(speech.providers()), models, pacer, Safe.VAULT);
        host = new CallHost(id, client, client, rooms, parts, 1);
        worker(CallWorkflow.TASK_QUEUE).registerWorkflowImplementationTypes(CallWorkflowImpl.class);
        worker("records")
                .registerActivitiesImplementations(
                        (LoadVersion) (version, _, _) ->
                                new LoadedVersion(version, "Shop", 1, "UTC", document, WorkspaceValues.NONE),
                        (RecordEvents) batch -> events.addAll(batch.events()));
        worker("tools").registerActivitiesImplementations(tools);
        worker("media").registerActivitiesImplementations(host);
        worker(id.queue()).registerActivitiesImplementations(host);
        temporal.start();
        CallWorkflow workflow = client.newWorkflowStub(
                CallWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(CallWorkflow.TASK_QUEUE)
                        .setWorkflowId(CallWorkflow.workflowId(
                                "shop", UUID.randomUUID().toString()))
                        .build());
        var _ = WorkflowClient.start(
                workflow::run, input.apply(new CallInput("1", "shop", "0c5f", "v1", channel, ROOM, Map.of())));
        call = WorkflowStub.fromTyped(workflow);
        caller = channel.equals("chat")
                ? rooms.joinAsCallerInWriting(ROOM, "caller", Map.of(), callerHears)
                : rooms.joinAsCaller(ROOM, "caller", Map.of(), callerHears);
    }

    static MemoryCall typed(TemporalServer server, JsonNode document) {
        return typed(server, document, List.of());
    }

    /** A typed call with tools of other types, too. */
    static MemoryCall typed(TemporalServer server, JsonNode document, List<ToolAdapter> others) {
        return new MemoryCall(server, document, "chat", others, input -> input);
    }

    /** A typed call that is a test. */
    static MemoryCall test(TemporalServer server, JsonNode document, TestTools tools) {
        return new MemoryCall(server, document, "chat", List.of(), input -> input.test(tools));
    }

    static MemoryCall spoken(TemporalServer server, JsonNode document) {
        return new MemoryCall(server, document, "voice", List.of(), input -> input);
    }

    private static TestEnvironmentOptions on(TemporalServer server) {
        return TestEnvironmentOptions.newBuilder()
                .setUseExternalService(true)
                .setTarget(server.target())
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build())
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(CallPayloads.converter())
                        .build())
                .build();
    }

    private Worker worker(String queue) {
        return temporal.newWorker(
                queue,
                WorkerOptions.newBuilder()
                        .setUsingVirtualThreads(true)
                        .setMaxHeartbeatThrottleInterval(Duration.ofMillis(300))
                        // A thread of a busy machine may stand still for longer than the second that is the default.
                        .setDefaultDeadlockDetectionTimeout(10_000)
                        .build());
    }

    /** What the room showed whole, in order, e.g. {@code agent: Hello.} */
    List<String> transcript() {
        return callerHears.texts.stream()
                .filter(text -> Boolean.parseBoolean(text.attributes().get("lk.transcription_final")))
                .map(text -> text.attributes().get("tandem.role") + ": " + text.text())
                .toList();
    }

    List<String> eventTypes() {
        return events.stream().map(RecordedEvent::type).toList();
    }

    JsonNode event(String type) {
        return events.stream()
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " in " + eventTypes()))
                .payload();
    }

    /** Has a second client of the same caller take the place of the first one. */
    CallerRoom callerComesAnew() {
        return rooms.joinAsCallerInWriting(ROOM, "caller", Map.of(), callerHears);
    }

    void command(Command command) {
        call.signal("command", command);
    }

    List<String> committed() {
        return events.stream()
                .filter(event -> event.type().equals("turn.committed"))
                .map(event -> event.payload().path("text").asString(""))
                .toList();
    }

    /** Waits until the call is over. */
    CallResult result() throws TimeoutException {
        return call.getResult(60, TimeUnit.SECONDS, CallResult.class);
    }

    /** Ends the call, too: nobody may look for a worker when the test is over. */
    @Override
    public void close() {
        caller.close();
        try {
            call.terminate("the test is over");
        } catch (WorkflowNotFoundException ended) {
            LOG.debug("the call has ended already", ended);
        }
        host.close();
        temporal.close();
        pacer.close();
        tools.close();
    }
}
