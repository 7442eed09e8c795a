package dev.tandem.bench.histories;

import dev.tandem.workflows.call.CallWorkflowImpl;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Replays the calls of an installation, or the histories in a folder, with today's call workflow. Ends with 0 when all
 * of them follow, with 1 when one does not, with 2 when there is nothing to replay, with 3 when calls could not be read.
 */
public final class ReplayHistories {

    private static final String CALLS = "WorkflowType = 'CallWorkflow'";

    private ReplayHistories() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3 || !readable(arguments[0])) {
            System.err.println(
                    "usage: make replay FROM=<Temporal's host:port, or a folder> [NAMESPACE=default] [QUERY=…]");
            System.exit(2);
        }
        System.exit(replay(arguments[0], or(arguments[1], "default"), arguments[2]));
    }

    private static boolean readable(String from) {
        return from.matches("[^/\\s]+:\\d{1,5}") || (!from.isBlank() && Files.isDirectory(Path.of(from)));
    }

    private static int replay(String from, String namespace, String query) throws InterruptedException {
        try {
            return replayed(from, namespace, query);
        } catch (StatusRuntimeException | IOException | UncheckedIOException unread) {
            return unread(from, unread);
        } catch (ExecutionException unread) {
            return unread(from, unread.getCause());
        }
    }

    private static int unread(String from, @Nullable Throwable why) {
        System.err.println("The calls of " + from + " could not be read: " + why);
        System.err.println("FROM is Temporal's host:port as workers reach it, or a folder with histories.");
        return 3;
    }

    private static int replayed(String from, String namespace, String query)
            throws IOException, InterruptedException, ExecutionException {
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

    private static int replay(Stream<Supplier<Optional<WorkflowExecutionHistory>>> histories)
            throws InterruptedException, ExecutionException {
        CodeReplay replay = new CodeReplay(CallWorkflowImpl.class, ReplayHistories::progress);
        return tell(replay.replay(histories.iterator(), Runtime.getRuntime().availableProcessors()));
    }

    /** The calls that Temporal still knows, open and closed; a query in Temporal's words narrows them. */
    private static Stream<Supplier<Optional<WorkflowExecutionHistory>>> calls(WorkflowClient client, String query) {
        String calls = query.isBlank() ? CALLS : CALLS + " AND (" + query + ")";
        return client.listExecutions(calls).map(call -> () -> fetched(client, call.getExecution()));
    }

    private static Optional<WorkflowExecutionHistory> fetched(WorkflowClient client, WorkflowExecution call) {
        try {
            return Optional.of(client.fetchHistory(call.getWorkflowId(), call.getRunId()));
        } catch (StatusRuntimeException failed) {
            if (failed.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Histories as `temporal workflow show --output json` writes them; a file's name is the call's. */
    static Stream<Supplier<Optional<WorkflowExecutionHistory>>> files(Path folder) throws IOException {
        List<Path> histories;
        try (Stream<Path> files = Files.list(folder)) {
            histories = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        return histories.stream().map(file -> () -> Optional.of(read(file)));
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
        if (report.gone() > 0) {
            System.out.println(report.gone() + " calls were deleted before they could be read");
        }
        if (report.replayed() == 0) {
            return 2;
        }
        return report.differing() == 0 ? 0 : 1;
    }

    private static String or(String given, String otherwise) {
        return given.isBlank() ? otherwise : given;
    }
}
