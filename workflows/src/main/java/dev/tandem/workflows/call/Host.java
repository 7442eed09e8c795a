package dev.tandem.workflows.call;

import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The process that holds the caller's room, as the call workflow knows it: work is done there, wherever it is now. */
final class Host {

    private @Nullable String queue;
    private int epoch;
    private boolean coming;
    private boolean working;

    /**
     * Something to do at the host.
     *
     * @param schedule opens the activity on a queue
     * @param settled whether a result is one; if not, the work is scheduled again at the next attendance
     * @param departed whether the call is not attended any more
     * @param unwanted whether the result is not wanted any more
     * @param tries after so many it is given up
     */
    record Work<T>(
            Function<String, Promise<T>> schedule,
            Predicate<T> settled,
            BooleanSupplier departed,
            BooleanSupplier unwanted,
            int tries) {

        boolean over() {
            return departed.getAsBoolean() || unwanted.getAsBoolean();
        }
    }

    /** A process is on its way into the room: its work goes along, and waits for it there. */
    void expected(String hostQueue) {
        queue = hostQueue;
        coming = true;
        epoch++;
    }

    /** A process holds the room, or asks for work that it should have; one that was expected has it already. */
    void held(String hostQueue) {
        queue = hostQueue;
        epoch += coming && working ? 0 : 1;
        coming = false;
    }

    void lost() {
        queue = null;
        coming = false;
        epoch++;
    }

    boolean isHeld() {
        return queue != null && !coming;
    }

    boolean isIdle() {
        return !working;
    }

    /** Empty if the work was over before it came to a result. */
    <T> Optional<T> run(Work<T> work) {
        for (int n = 0; n < work.tries(); n++) {
            Workflow.await(() -> queue != null || work.over());
            String target = queue;
            if (target == null || work.over()) {
                return Optional.empty();
            }
            Optional<T> result = attempt(work, target);
            if (result.isPresent()) {
                return result;
            }
        }
        return Optional.empty();
    }

    private <T> Optional<T> attempt(Work<T> work, String target) {
        int begun = epoch;
        OpenWork<T> open = new OpenWork<>(() -> work.schedule().apply(target));
        working = true;
        Workflow.await(() -> open.isCompleted() || epoch != begun || work.over());
        if (!open.isCompleted() && work.departed().getAsBoolean()) {
            Patience.await(CallOptions.LAST_OUTCOME, "for the last outcome", open::isCompleted);
        }
        working = false;
        if (!open.isCompleted()) {
            open.drop();
            return Optional.empty();
        }
        Optional<T> result = open.result().filter(work.settled());
        if (result.isEmpty()) {
            Patience.await(CallOptions.REFUSED, "for the next attendance", () -> epoch != begun || work.over());
        }
        return result;
    }
}
