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
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
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

    private static final Comparator<Difference> FIRST_FIRST = Comparator.comparingLong(Difference::place);
    private static final Comparator<Difference> LAST_FIRST = FIRST_FIRST.reversed();

    private final Class<? extends CallWorkflow> implementation;
    private final LongConsumer progress;

    private final PriorityQueue<Difference> named = new PriorityQueue<>(LAST_FIRST);
    private long given;
    private long replayed;
    private long gone;
    private long differing;

    CodeReplay(Class<? extends CallWorkflow> implementation, LongConsumer progress) {
        this.implementation = implementation;
        this.progress = progress;
    }

    /**
     * A call whose history the code does not follow.
     *
     * @param place of the call among those that were given, from 1
     * @param event what Temporal says of the event where code and history part
     */
    record Difference(long place, String call, String event) {}

    /**
     * @param gone calls that Temporal deleted between being listed and being read
     * @param named the first {@link #NAMED} in the order in which calls were given
     */
    record Report(long replayed, long gone, long differing, List<Difference> named) {}

    /**
     * Replays histories. What goes wrong when one is read ends the replay, except that it is gone.
     *
     * @param histories each empty if its call is gone
     * @throws ExecutionException with what the reading of a history threw
     */
    Report replay(Iterator<Supplier<Optional<WorkflowExecutionHistory>>> histories, int threads)
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
            return new Report(
                    replayed,
                    gone,
                    differing,
                    named.stream().sorted(FIRST_FIRST).toList());
        }
    }

    // Deprecated, as it is meant for tests; but a client without a server is made by nothing else.
    @SuppressWarnings("deprecation")
    private void replayAll(Iterator<Supplier<Optional<WorkflowExecutionHistory>>> histories) {
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
            for (Next next = next(histories); next != null; next = next(histories)) {
                Next one = next;
                one.history().get().ifPresentOrElse(history -> replay(worker, one.place(), history), this::countGone);
            }
        } finally {
            factory.shutdownNow();
            nobody.shutdownNow();
        }
    }

    private record Next(long place, Supplier<Optional<WorkflowExecutionHistory>> history) {}

    private synchronized @Nullable Next next(Iterator<Supplier<Optional<WorkflowExecutionHistory>>> histories) {
        return histories.hasNext() ? new Next(++given, histories.next()) : null;
    }

    private void replay(Worker worker, long place, WorkflowExecutionHistory history) {
        Difference difference = null;
        try {
            worker.replayWorkflowExecution(history);
        } catch (Exception differs) {
            difference = new Difference(place, history.getWorkflowExecution().getWorkflowId(), event(differs));
        }
        count(difference);
    }

    private synchronized void count(@Nullable Difference difference) {
        replayed++;
        if (difference != null) {
            differing++;
            named.add(difference);
            if (named.size() > NAMED) {
                named.poll();
            }
        }
        progress.accept(replayed);
    }

    private synchronized void countGone() {
        gone++;
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
