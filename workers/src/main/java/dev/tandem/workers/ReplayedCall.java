package dev.tandem.workers;

import dev.tandem.workflows.call.CallWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays a recorded call before the first real one. When a process dies, the others replay its calls while the callers
 * wait, and must not load classes then.
 */
final class ReplayedCall {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayedCall.class);

    /** A call whose process was killed. The fault tests record it: {@code HISTORY=file}. */
    private static final String FILE = "recorded-call.json";

    private static final int TIMES = 3;

    private ReplayedCall() {}

    static void replay(WorkflowClient client) {
        try {
            WorkerFactory factory = WorkerFactory.newInstance(client);
            Worker worker = factory.newWorker("rehearsal");
            worker.registerWorkflowImplementationTypes(CallWorkflowImpl.class);
            WorkflowExecutionHistory history = read();
            for (int n = 0; n < TIMES; n++) {
                worker.replayWorkflowExecution(history);
            }
        } catch (Exception fault) {
            LOG.warn("the recorded call could not be replayed; the first takeover of this process will be slow", fault);
        }
    }

    static WorkflowExecutionHistory read() throws IOException {
        try (InputStream file = ReplayedCall.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IOException(FILE + " is not on the class path");
            }
            return WorkflowExecutionHistory.fromJson(
                    new String(file.readAllBytes(), StandardCharsets.UTF_8), "rehearsal");
        }
    }
}
