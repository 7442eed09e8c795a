package dev.tandem.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.call.CallWorkflowImpl;
import dev.tandem.workflows.call.api.CallPayloads;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import org.junit.jupiter.api.Test;

class ReplayedCallTest {

    @Test
    void isACallWhoseProcessDied() throws Exception {
        assertThat(ReplayedCall.read().getEvents())
                .anyMatch(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT);
    }

    @Test
    void replaysWithTheCallWorkflowOfToday() throws Exception {
        TestEnvironmentOptions options = TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(CallPayloads.converter())
                        .build())
                .build();
        try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(options)) {
            Worker worker = environment.newWorker("replay");
            worker.registerWorkflowImplementationTypes(CallWorkflowImpl.class);
            WorkflowReplayer.replayWorkflowExecution(ReplayedCall.read(), worker);
        }
    }
}
