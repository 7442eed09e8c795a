package dev.tandem.bench.histories;

import dev.tandem.workflows.call.CallWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Replays the calls of an installation, or the histories in a folder, with today's call workflow. Ends with 0 when all
 * of them follow, with 1 when one does not, with 2 when there is nothing to replay.
 */
public final class ReplayHistories {

    private static final String CALLS = "WorkflowType = 'CallWorkflow'";

    private ReplayHistories() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3 || arguments[0].isBlank()) {
            System.err.println(
                    "usage: make replay FROM=<Temporal's host:port, or a folder> [NAMESPACE=default] [QUERY=…]");
            System.exit(2);
        }
        System.exit(replay(arguments[0], or(arguments[1], "default"), arguments[2]));
    }

    private static int replay(String from, String namespace, String query) throws Exception {
        if (Files.isDirectory(Path.of(from))) {
            return replay(files(Path.of(from)));
        }
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(from).build());
        try {
            WorkflowClient client = WorkflowClient.newInstance(
                    stubs,
                    WorkflowClientOptions.newBuilder().setNamespace(namespace).build());
            return replay(calls(client, query));
        } finally {
            stubs.shutdownNow();
        }
    }

    private static int replay(Stream<Supplier<WorkflowExecutionHistory>> histories) throws Exception {
        CodeReplay replay = new CodeReplay(CallWorkflowImpl.class, ReplayHistories::progress);
        return tell(replay.replay(histories.iterator(), Runtime.getRuntime().availableProcessors()));
    }

    /** The calls that Temporal still knows, open and closed; a query in Temporal's words narrows them. */
    private static Stream<Supplier<WorkflowExecutionHistory>> calls(WorkflowClient client, String query) {
        String calls = query.isBlank() ? CALLS : CALLS + " AND (" + query + ")";
        return client.listExecutions(calls)
                .map(call -> () -> client.fetchHistory(
                        call.getExecution().getWorkflowId(), call.getExecution().getRunId()));
    }

    /** Histories as `temporal workflow show --output json` writes them; a file's name is the call's. */
    static Stream<Supplier<WorkflowExecutionHistory>> files(Path folder) throws IOException {
        List<Path> histories;
        try (Stream<Path> files = Files.list(folder)) {
            histories = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        return histories.stream().map(file -> () -> read(file));
    }

    private static WorkflowExecutionHistory read(Path file) {
        try {
            return WorkflowExecutionHistory.fromJson(
                    Files.readString(file), file.getFileName().toString());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void progress(long replayed) {
        if (replayed % 100 == 0) {
            System.out.println(replayed + " calls replayed");
        }
    }

    private static int tell(CodeReplay.Report report) {
        report.named().forEach(difference -> System.out.println(difference.call() + ": " + difference.event()));
        System.out.println(report.replayed() + " calls replayed, " + report.differing() + " of them differ");
        if (report.replayed() == 0) {
            return 2;
        }
        return report.differing() == 0 ? 0 : 1;
    }

    private static String or(String given, String otherwise) {
        return given.isBlank() ? otherwise : given;
    }
}
