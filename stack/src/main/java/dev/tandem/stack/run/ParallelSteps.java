package dev.tandem.stack.run;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs steps that do not wait for each other. */
final class ParallelSteps {
    private ParallelSteps() {}

    /** Runs all steps to their ends. Throws what the first failing step threw, with what others threw as suppressed. */
    static void atOnce(List<? extends Runnable> steps) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> running = steps.stream()
                    .map(step -> CompletableFuture.runAsync(step, threads))
                    .toList();
            RuntimeException failure = null;
            for (CompletableFuture<Void> step : running) {
                try {
                    step.join();
                } catch (CompletionException e) {
                    RuntimeException cause =
                            e.getCause() instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
                    if (failure == null) {
                        failure = cause;
                    } else {
                        failure.addSuppressed(cause);
                    }
                }
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
