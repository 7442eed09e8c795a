package dev.tandem.workflows.call;

import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Fetches the history of a finished call from a running server, so that {@link ReplayTest} replays it from now on. */
final class RecordHistory {

    /** The largest file. A larger one holds more than a test needs: record a shorter call. */
    static final int LARGEST = 600 * 1024;

    private RecordHistory() {}

    /**
     * Fetches a history.
     *
     * @param args Temporal's {@code host:port}, the workflow's id, the file to write
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException("Say: <host:port> <workflow id> <file.json>");
        }
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(args[0]).build());
        try {
            write(WorkflowClient.newInstance(service), args[1], Path.of(args[2]));
        } finally {
            service.shutdown();
            service.awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    static void write(WorkflowClient client, String workflowId, Path file) throws IOException {
        String json = client.fetchHistory(workflowId).toJson(true);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException("The history of " + workflowId + " has " + bytes.length
                    + " bytes, more than " + LARGEST + ": record a shorter call.");
        }
        Files.write(file, bytes);
    }
}
