package dev.tandem.workers.speech.local.smartturn;

import ai.onnxruntime.OrtSession;
import dev.tandem.workers.speech.SpeechException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs Smart Turn with as many threads as there are processors, each with buffers of its own. A question keeps one
 * processor busy for some 50 ms, so more at a time would only make every caller wait longer.
 */
final class SmartTurnThreads implements AutoCloseable {

    /** Questions before the first caller's. */
    private static final int WARM_UP = 3;

    private final ExecutorService threads;

    /** Those that no thread uses. */
    private final BlockingQueue<SmartTurnModel> free;

    private final List<SmartTurnModel> all;

    SmartTurnThreads(OrtSession session) {
        int processors = Runtime.getRuntime().availableProcessors();
        all = Stream.generate(() -> new SmartTurnModel(session))
                .limit(processors)
                .toList();
        free = new ArrayBlockingQueue<>(processors, false, all);
        threads = Executors.newFixedThreadPool(
                processors, Thread.ofPlatform().daemon().name("end-of-turn-", 0).factory());
    }

    /** Asks. A question that was cancelled meanwhile is passed over. */
    CompletableFuture<Double> finished(short[] samples) {
        CompletableFuture<Double> answer = new CompletableFuture<>();
        try {
            threads.execute(() -> answer(samples, answer));
        } catch (RejectedExecutionException closed) {
            answer.completeExceptionally(new SpeechException("The end of turns is not judged any more.", true, closed));
        }
        return answer;
    }

    @SuppressWarnings("CatchingUnchecked") // whatever happens, somebody waits for the answer
    private void answer(short[] samples, CompletableFuture<Double> answer) {
        if (answer.isDone()) {
            return;
        }
        try {
            SmartTurnModel model = free.take();
            try {
                answer.complete((double) model.finished(samples));
            } finally {
                free.add(model);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            answer.cancel(false);
        } catch (Throwable fault) {
            answer.completeExceptionally(fault);
        }
    }

    void warmUp() {
        short[] silence = new short[LogMel.RATE];
        for (SmartTurnModel model : all) {
            for (int i = 0; i < WARM_UP; i++) {
                model.finished(silence);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = false;
        // The session is freed next, so no question may still be inside it.
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        all.forEach(SmartTurnModel::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
