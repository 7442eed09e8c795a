package dev.tandem.bench.turn;

import dev.tandem.bench.measure.BenchmarkFailure;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Makes calls side by side. */
final class Callers {

    /** The part of one caller. */
    @FunctionalInterface
    interface Call {
        void make(int number) throws InterruptedException;
    }

    private Callers() {}

    /**
     * Returns when all calls are over.
     *
     * @throws BenchmarkFailure if a call broke off
     */
    static void sideBySide(int calls, Call call) throws InterruptedException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> all = IntStream.range(0, calls)
                    .mapToObj(number -> callers.<Void>submit(() -> {
                        call.make(number);
                        return null;
                    }))
                    .toList();
            for (Future<Void> one : all) {
                finished(one);
            }
        }
    }

    private static void finished(Future<Void> call) throws InterruptedException {
        try {
            call.get();
        } catch (ExecutionException failure) {
            throw new BenchmarkFailure("a call broke off: " + failure.getCause());
        }
    }
}
