package dev.tandem.workflows.call.attendance;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Holds one open activity, which can be given up. */
public final class OpenWork<T> {

    private final List<Promise<T>> scheduled = new ArrayList<>(1);
    private final CancellationScope scope;

    public OpenWork(Supplier<Promise<T>> schedule) {
        scope = Workflow.newCancellationScope(() -> scheduled.add(schedule.get()));
        scope.run();
    }

    public boolean isCompleted() {
        return scheduled.getFirst().isCompleted();
    }

    /**
     * Waits for the result.
     *
     * @throws ActivityFailure if the activity failed
     */
    public T get() {
        return scheduled.getFirst().get();
    }

    /** Waits for the result; empty if the activity failed, because its process is gone or will be asked again. */
    Optional<T> result() {
        try {
            return Optional.of(get());
        } catch (ActivityFailure failed) {
            return Optional.empty();
        }
    }

    /** Asks the activity to stop. Its result is awaited all the same. */
    public void cancel() {
        scope.cancel();
    }

    /** Gives the activity up; nobody waits for it any more. */
    void drop() {
        scope.cancel();
        result();
    }
}
