package dev.tandem.bench.histories;

import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.call.api.CallWorkflow;
import io.grpc.stub.StreamObserver;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.ShutdownWorkerRequest;
import io.temporal.api.workflowservice.v1.ShutdownWorkerResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceImplBase;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Replays histories with a call workflow's code, on some threads. Each thread reads a history when it has done the one
 * before, so that memory holds one history a thread.
 */
final class CodeReplay {

    /** As many differences as a person reads; the others are counted. */
    static final int NAMED = 20;

    private final Class<? extends CallWorkflow> implementation;
    private final LongConsumer progress;

    private final List<Difference> named = new ArrayList<>();
    private long replayed;
    private long differing;

    CodeReplay(Class<? extends CallWorkflow> implementation, LongConsumer progress) {
        this.implementation = implementation;
        this.progress = progress;
    }

    /** A call whose history the code does not follow, and what Temporal says of the event where they part. */
    record Difference(String call, String event) {}

    record Report(long replayed, long differing, List<Difference> named) {}

    Report replay(Iterator<Supplier<WorkflowExecutionHistory>> histories, int threads)
            throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                running.add(pool.submit(() -> replayAll(histories)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        synchronized (this) {
            return new Report(replayed, differing, List.copyOf(named));
        }
    }

    // The only way of this version of the SDK to have a client without a server; its test module does the same.
    @SuppressWarnings("deprecation")
    private void replayAll(Iterator<Supplier<WorkflowExecutionHistory>> histories) {
        // A worker that is never started says only that it ends. Nobody needs to hear it, least of all an installation.
        WorkflowServiceStubs nobody =
                WorkflowServiceStubs.newInstance(new Nobody(), WorkflowServiceStubsOptions.getDefaultInstance());
        WorkflowClient client = WorkflowClient.newInstance(
                nobody,
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(CallPayloads.converter())
                        .build());
        WorkerFactory factory = WorkerFactory.newInstance(client);
        try {
            Worker worker = factory.newWorker("replay");
            worker.registerWorkflowImplementationTypes(implementation);
            for (var next = next(histories); next != null; next = next(histories)) {
                replay(worker, next.get());
            }
        } finally {
            factory.shutdownNow();
            nobody.shutdownNow();
        }
    }

    private synchronized @Nullable Supplier<WorkflowExecutionHistory> next(
            Iterator<Supplier<WorkflowExecutionHistory>> histories) {
        return histories.hasNext() ? histories.next() : null;
    }

    private void replay(Worker worker, WorkflowExecutionHistory history) {
        Difference difference = null;
        try {
            worker.replayWorkflowExecution(history);
        } catch (Exception differs) {
            difference = new Difference(history.getWorkflowExecution().getWorkflowId(), event(differs));
        }
        count(difference);
    }

    private synchronized void count(@Nullable Difference difference) {
        replayed++;
        if (difference != null) {
            differing++;
            if (named.size() < NAMED) {
                named.add(difference);
            }
        }
        progress.accept(replayed);
    }

    /** The line of the failure that Temporal numbers names the event; without one, its first line is told. */
    private static String event(Exception differs) {
        StringWriter trace = new StringWriter();
        differs.printStackTrace(new PrintWriter(trace));
        return trace.toString()
                .lines()
                .filter(line -> line.contains("TMPRL1100"))
                .findFirst()
                .orElseGet(differs::toString)
                .strip();
    }

    /** A Temporal server that knows nothing, for a worker that says that it ends. */
    private static final class Nobody extends WorkflowServiceImplBase {

        @Override
        public void getSystemInfo(GetSystemInfoRequest asked, StreamObserver<GetSystemInfoResponse> answer) {
            answer.onNext(GetSystemInfoResponse.getDefaultInstance());
            answer.onCompleted();
        }

        @Override
        public void shutdownWorker(ShutdownWorkerRequest said, StreamObserver<ShutdownWorkerResponse> answer) {
            answer.onNext(ShutdownWorkerResponse.getDefaultInstance());
            answer.onCompleted();
        }
    }
}
