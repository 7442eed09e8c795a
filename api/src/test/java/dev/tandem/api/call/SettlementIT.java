package dev.tandem.api.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import dev.tandem.workflows.call.api.CallWorkflow;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.event.RecordedEvent;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.EncodedValues;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Ends call workflows on a real Temporal server behind the API's back. */
class SettlementIT extends ApiTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Autowired
    private WorkflowClient temporal;

    @Autowired
    private RecordEvents recordEvents;

    @Autowired
    private ActiveCalls activeCalls;

    @Test
    void aTerminatedCallIsSettledOnceAlthoughSeveralLookAtIt() throws Exception {
        String version = shop("Terminated");
        List<String> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            calls.add(start(version));
            record(calls.getLast(), event(1, "call.started", "{}"), event(2, "turn.committed", "{\"turn\": 1}"));
            workflow(calls.getLast()).terminate("by hand");
        }

        lookFromSeveralSides();

        for (String call : calls) {
            Answer settled = api.get("/api/calls/" + call).expect(200);
            assertThat(settled.text("/status")).isEqualTo("dropped");
            assertThat(settled.text("/ended_reason")).isEqualTo("terminated");
            assertThat(types(call)).containsExactly("call.started", "turn.committed", "call.ended");
        }
        Answer figures =
                api.get("/api/workflow-versions/" + version + "/analytics").expect(200);
        assertThat(figures.text("/calls/dropped")).isEqualTo("12");
        assertThat(figures.text("/calls/ended/0/reason")).isEqualTo("terminated");
    }

    @Test
    void nothingIsRecordedAfterTheEnd() {
        String call = start(shop("Late"));
        record(call, event(1, "call.started", "{}"));
        workflow(call).terminate("by hand");
        lookAtAll();

        record(call, event(2, "turn.committed", "{\"turn\": 1}"), event(3, "reply.spoken", "{\"turn\": 1}"));

        assertThat(types(call)).containsExactly("call.started", "call.ended");
    }

    @Test
    void aCallWhoseTimeIsUpIsSettled() {
        String call = row(shop("Timed out"), Instant.now());
        WorkflowStub workflow = temporal.newUntypedWorkflowStub(
                "CallWorkflow",
                WorkflowOptions.newBuilder()
                        .setTaskQueue("nobody-polls-this")
                        .setWorkflowId("tandem/call-" + call)
                        .setWorkflowExecutionTimeout(Duration.ofSeconds(1))
                        .build());
        workflow.start();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        workflow.describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TIMED_OUT);

        lookAtAll();

        assertThat(endOf(call)).isEqualTo("dropped timed_out");
    }

    @Test
    void aCallThatWasCancelledWithoutRecordingItIsSettled() {
        String call = row(shop("Cancelled"), Instant.now());
        String queue = "cancelled-" + call;
        WorkerFactory workers = WorkerFactory.newInstance(temporal);
        workers.newWorker(queue).registerWorkflowImplementationTypes(Sleeper.class);
        workers.start();
        try {
            WorkflowStub workflow = temporal.newUntypedWorkflowStub(
                    "CallWorkflow",
                    WorkflowOptions.newBuilder()
                            .setTaskQueue(queue)
                            .setWorkflowId("tandem/call-" + call)
                            .build());
            workflow.start();
            workflow.cancel();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> workflow.describe().getStatus()
                            == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
        } finally {
            workers.shutdownNow();
        }

        lookAtAll();

        assertThat(endOf(call)).isEqualTo("dropped cancelled");
    }

    @Test
    void aCallThatNeverStartedIsSettledAfterAWhile() {
        String version = shop("Never started");
        String old = row(version, Instant.now().minusSeconds(31));
        String young = row(version, Instant.now());

        lookAtAll();

        assertThat(endOf(old)).isEqualTo("dropped workflow_gone");
        assertThat(types(old)).containsExactly("call.ended");
        assertThat(endOf(young)).isEqualTo("active null");
    }

    @Test
    void aCallThatGoesOnIsLeftAlone() {
        String call = start(shop("Going on"));

        lookAtAll();

        assertThat(endOf(call)).isEqualTo("active null");
    }

    @Test
    void aCallIsLookedAtAgainOnlyAfterAWhile() {
        String call = start(shop("Looked at"));
        lookAtAll();
        workflow(call).terminate("by hand");

        activeCalls.settle(Instant.now().minus(ActiveCalls.AGAIN));
        assertThat(endOf(call)).isEqualTo("active null");

        lookAtAll();
        assertThat(endOf(call)).isEqualTo("dropped terminated");
    }

    @Test
    void aTerminatedCallCanBeErasedAtOnce() {
        String call = start(shop("Erased at once"));
        workflow(call).terminate("by hand");

        api.send(api.request("/api/calls/" + call).DELETE()).expect(204);

        api.get("/api/calls/" + call).problem(404, "not-found");
    }

    /** A call workflow that records nothing, and ends as cancelled when it is cancelled. */
    public static final class Sleeper implements DynamicWorkflow {

        @Override
        public Object execute(EncodedValues args) {
            Workflow.sleep(Duration.ofHours(1));
            return "";
        }
    }

    private void lookAtAll() {
        activeCalls.settle(Instant.now());
    }

    private void lookFromSeveralSides() throws Exception {
        Instant now = Instant.now();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> looks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                looks.add(threads.submit(() -> activeCalls.settle(now)));
            }
            for (Future<?> look : looks) {
                look.get();
            }
        }
    }

    private String start(String version) {
        return api.post("/api/calls", "{\"workflow_version_id\": \"" + version + "\"}")
                .expect(201)
                .text("/id");
    }

    /** Adds the row of a call whose workflow the API did not start. */
    private String row(String version, Instant created) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into call_session (id, workflow_version_id, room, temporal_workflow_id, created_at)
                        values (:id, :version, :room, :workflow, :created::timestamptz)
                        """)
                .param("id", id)
                .param("version", UUID.fromString(version))
                .param("room", "call-" + id)
                .param("workflow", CallWorkflow.workflowId("tandem", id.toString()))
                .param("created", created.toString())
                .update();
        return id.toString();
    }

    private WorkflowStub workflow(String call) {
        return temporal.newUntypedWorkflowStub("tandem/call-" + call);
    }

    private String endOf(String call) {
        Answer read = api.get("/api/calls/" + call).expect(200);
        return read.text("/status") + " "
                + (read.body().path("ended_reason").isNull() ? "null" : read.text("/ended_reason"));
    }

    private List<String> types(String call) {
        return api.get("/api/calls/" + call + "/events")
                .expect(200)
                .body()
                .path("items")
                .findValuesAsString("type");
    }

    private void record(String call, RecordedEvent... events) {
        recordEvents.record(new RecordEvents.Batch("tandem", call, List.of(events)));
    }

    private static RecordedEvent event(int sequence, String type, String payload) {
        return new RecordedEvent(sequence, type, Instant.now(), (ObjectNode) MAPPER.readTree(payload));
    }
}
