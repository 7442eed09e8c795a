package dev.tandem.api.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiTest;
import dev.tandem.workflows.call.api.LoadVersion;
import dev.tandem.workflows.call.api.RecordEvents;
import dev.tandem.workflows.event.RecordedEvent;
import dev.tandem.workflows.protocol.LoadedVersion;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Calls the activities as the call workflow does: by name, on the queue {@code records}. In an application context of its
 * own: Spring pauses a cached one while another is in use, and a worker that was stopped polls no more.
 */
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class RecordsQueueIT extends ApiTest {

    @Autowired
    private WorkflowClient temporal;

    @Test
    void aWorkflowLoadsItsVersionAndRecordsItsEvents() {
        String version = shop("Queued");
        String call = api.post("/api/calls", "{\"workflow_version_id\": \"" + version + "\"}")
                .expect(201)
                .text("/id");
        String queue = "records-test-" + UUID.randomUUID();
        WorkerFactory workers = WorkerFactory.newInstance(temporal);
        workers.newWorker(queue).registerWorkflowImplementationTypes(RecordsOneEvent.class);
        workers.start();
        try {
            Bookkeeping workflow = temporal.newWorkflowStub(
                    Bookkeeping.class,
                    WorkflowOptions.newBuilder().setTaskQueue(queue).build());

            assertThat(workflow.keep(version, call)).isEqualTo("Queued v1");
        } finally {
            workers.shutdownNow();
        }

        assertThat(api.get("/api/calls/" + call + "/events").text("/items/0/type"))
                .isEqualTo("call.started");
    }

    /** A workflow that only loads a version and records an event. */
    @WorkflowInterface
    public interface Bookkeeping {
        @WorkflowMethod
        String keep(String version, String call);
    }

    /** Loads the version, and records that the call has started. */
    public static final class RecordsOneEvent implements Bookkeeping {

        private static final ActivityOptions ON_RECORDS = ActivityOptions.newBuilder()
                .setTaskQueue("records")
                .setStartToCloseTimeout(Duration.ofSeconds(30))
                .build();

        @Override
        public String keep(String version, String call) {
            LoadedVersion loaded =
                    Workflow.newActivityStub(LoadVersion.class, ON_RECORDS).load(version, "tandem", null);
            RecordedEvent started = new RecordedEvent(
                    1,
                    "call.started",
                    Instant.ofEpochMilli(Workflow.currentTimeMillis()),
                    JsonNodeFactory.instance.objectNode());
            Workflow.newActivityStub(RecordEvents.class, ON_RECORDS)
                    .record(new RecordEvents.Batch("tandem", call, List.of(started)));
            return loaded.workflowName() + " v" + loaded.number();
        }
    }
}
