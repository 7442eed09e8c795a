package dev.tandem.workflows.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.call.api.CallResult;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.api.ConversationPage;
import dev.tandem.workflows.call.api.PlaceCall;
import dev.tandem.workflows.call.api.SearchAttributes;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.event.PublishedSchemas;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.protocol.CallInput;
import dev.tandem.workflows.protocol.Conversation;
import dev.tandem.workflows.protocol.HostPlace;
import dev.tandem.workflows.protocol.PlacementRequest;
import dev.tandem.workflows.replay.CallReport;
import dev.tandem.workflows.replay.RecordedCall;
import dev.tandem.workflows.replay.Replay;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Runs one call in a Temporal server in memory, with everything around it faked. */
public final class CallStage implements AutoCloseable {

    public static final String WORKFLOW_ID = CallWorkflow.workflowId("shop", "1");

    /**
     * How long a workflow task may take, and a workflow thread compute, on the server in memory: on a busy machine a
     * task takes longer than the second that calls have, and that server may lose a task whose time was up.
     */
    private static final Duration IN_MEMORY = Duration.ofSeconds(10);

    public final Records records;
    public final AtomicInteger placements = new AtomicInteger();
    final ToolBench tools = new ToolBench();
    final TestWorkflowEnvironment environment;
    private final List<ScriptedHost> hosts;
    private final String workflowId;
    private final Duration taskTimeout;

    private CallStage(
            String workflowId,
            Duration taskTimeout,
            UnaryOperator<TestEnvironmentOptions.Builder> server,
            JsonNode document,
            List<ScriptedHost> hosts) {
        this.hosts = hosts;
        this.workflowId = workflowId;
        this.taskTimeout = taskTimeout;
        this.records = new Records(document);
        TestEnvironmentOptions.Builder options = server.apply(TestEnvironmentOptions.newBuilder())
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build())
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(CallPayloads.converter())
                        .build());
        environment = TestWorkflowEnvironment.newInstance(options.build());
        WorkerOptions workers = WorkerOptions.newBuilder()
                .setUsingVirtualThreads(true)
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(100))
                .setStickyQueueScheduleToStartTimeout(Duration.ofMillis(500))
                .setDefaultDeadlockDetectionTimeout(IN_MEMORY.toMillis())
                .build();
        environment
                .newWorker(CallWorkflow.TASK_QUEUE, workers)
                .registerWorkflowImplementationTypes(CallWorkflowImpl.class);
        environment.newWorker("records", workers).registerActivitiesImplementations(records);
        environment.newWorker("tools", workers).registerActivitiesImplementations(tools);
        environment.newWorker("media", workers).registerActivitiesImplementations((PlaceCall) this::place);
        hosts.forEach(host -> {
            host.connect(environment.getWorkflowClient());
            environment.newWorker(host.queue(), workers).registerActivitiesImplementations(host);
        });
        environment.start();
    }

    public static CallStage with(ScriptedHost... hosts) {
        return with(Documents.shop(), hosts);
    }

    public static CallStage with(JsonNode document, ScriptedHost... hosts) {
        return new CallStage(WORKFLOW_ID, IN_MEMORY, options -> inMemory(options, false), document, List.of(hosts));
    }

    /** Creates a stage on which time passes at once while nobody works. */
    public static CallStage skippingTime(ScriptedHost... hosts) {
        return new CallStage(
                WORKFLOW_ID, IN_MEMORY, options -> inMemory(options, true), Documents.shop(), List.of(hosts));
    }

    /**
     * Creates a stage on a real server.
     *
     * @param target {@code host:port} of a Temporal server with Tandem's search attributes
     */
    static CallStage at(String target, JsonNode document, ScriptedHost... hosts) {
        return new CallStage(
                WORKFLOW_ID + "-" + UUID.randomUUID(),
                Duration.ofSeconds(1),
                options -> options.setUseExternalService(true).setTarget(target),
                document,
                List.of(hosts));
    }

    private static TestEnvironmentOptions.Builder inMemory(TestEnvironmentOptions.Builder options, boolean skipTime) {
        SearchAttributes.ALL.forEach(attribute ->
                options.registerSearchAttribute(attribute.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        return options.setUseTimeskipping(skipTime);
    }

    private HostPlace place(PlacementRequest request) {
        placements.incrementAndGet();
        return hosts.stream()
                .map(ScriptedHost::place)
                .filter(place -> !place.host().equals(request.excludedHost()))
                .findFirst()
                .orElseThrow(() -> ApplicationFailure.newFailure("no other process", "Excluded"));
    }

    public CallStage start() {
        return start(Map.of());
    }

    public CallStage start(Map<String, JsonNode> variables) {
        return start(new CallInput("1", "shop", "0c5f", "v3", "voice", "room-1", variables));
    }

    /** Starts a call that somebody has to join within this time. */
    public CallStage start(Duration join) {
        return start(new CallInput("1", "shop", "0c5f", "v3", "voice", "room-1", Map.of()).joinedWithin(join));
    }

    private CallStage start(CallInput input) {
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setTaskQueue(CallWorkflow.TASK_QUEUE)
                .setWorkflowId(workflowId)
                .setWorkflowTaskTimeout(taskTimeout)
                .build();
        CallWorkflow call = environment.getWorkflowClient().newWorkflowStub(CallWorkflow.class, options);
        WorkflowClient.start(call::run, input);
        return this;
    }

    public CallWorkflow call() {
        return environment.getWorkflowClient().newWorkflowStub(CallWorkflow.class, workflowId);
    }

    /** Returns the conversation as a process that takes the call over reads it. */
    public Conversation conversation() {
        CallWorkflow call = call();
        return ConversationPage.whole(Objects.requireNonNull(call.version()), call::conversation);
    }

    String workflowId() {
        return workflowId;
    }

    WorkflowStub stub() {
        return WorkflowStub.fromTyped(call());
    }

    public CallResult result() throws Exception {
        return stub().getResult(60, TimeUnit.SECONDS, CallResult.class);
    }

    public List<String> eventTypes() {
        return records.events.stream().map(RecordedEvent::type).toList();
    }

    List<Integer> eventNumbers() {
        return records.events.stream().map(RecordedEvent::sequence).toList();
    }

    public JsonNode event(String type) {
        return records.events.stream()
                .filter(event -> event.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " in " + eventTypes()))
                .payload();
    }

    /**
     * Checks, whatever the test is about, that what was recorded fits the published schemas, and that a call which has
     * ended does not diverge from its own version.
     */
    @Override
    public void close() {
        hosts.forEach(ScriptedHost::close);
        environment.close();
        assertThat(records.events.stream().flatMap(event -> PublishedSchemas.violations(event).stream()))
                .as("what the schemas of recorded events refuse")
                .isEmpty();
        if (eventTypes().contains("call.ended") && eventTypes().contains("call.started")) {
            AgentGraph graph = GraphDocument.load(records.document);
            CallReport report = new Replay(graph).of(RecordedCall.of("1", records.events, records.causes), graph);
            assertThat(report)
                    .as("a replay against its own version")
                    .isEqualTo(new CallReport("1", null, List.of(), null, null, List.of(), false));
        }
    }
}
