package dev.tandem.workflows.call.attendance;

import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Knows the process that holds the caller's room, and has work done there, wherever the call is now.
 *
 * <p>Work that is under way when its process is lost is scheduled again at the next one. Work that is scheduled while
 * the first process is still on its way waits for it there.
 */
public final class CurrentHost {

    private @Nullable String queue;
    private int epoch;
    private boolean coming;
    private boolean working;
    private int asked;

    /**
     * Describes work to be done at the host.
     *
     * @param schedule opens the activity on a queue
     * @param settled whether a result counts; if it does not, the work is scheduled again at the next attendance
     * @param departed whether nobody attends the call any more
     * @param unwanted whether the result is not wanted any more
     * @param tries the work is given up after this many
     */
    public record Work<T>(
            Function<String, Promise<T>> schedule,
            Predicate<T> settled,
            BooleanSupplier departed,
            BooleanSupplier unwanted,
            int tries) {

        boolean over() {
            return departed.getAsBoolean() || unwanted.getAsBoolean();
        }
    }

    /** Notes that a process is on its way into the room. Its work is scheduled at once and waits for it there. */
    void expected(String hostQueue) {
        queue = hostQueue;
        coming = true;
        epoch++;
    }

    /** Notes that a process holds the room. A process that was expected has its work already. */
    void held(String hostQueue) {
        queue = hostQueue;
        epoch += coming && working ? 0 : 1;
        coming = false;
    }

    /** Schedules the open work again, because the process that holds the room may not know of it. */
    public void asksAgain() {
        asked++;
    }

    void lost() {
        queue = null;
        coming = false;
        epoch++;
    }

    public boolean isHeld() {
        return queue != null && !coming;
    }

    boolean isIdle() {
        return !working;
    }

    /** Runs work at the host; empty if the work was over before it had a result. */
    public <T> Optional<T> run(Work<T> work) {
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
        Scheduled<T> open = new Scheduled<>(work, target);
        working = true;
        do {
            int before = asked;
            open.schedule();
            Workflow.await(() -> open.hasCome() || epoch != begun || work.over() || asked != before);
        } while (!open.hasCome() && epoch == begun && !work.over());
        if (!open.hasCome() && work.departed().getAsBoolean()) {
            TimedWait.await(AttendanceOptions.LAST_OUTCOME, "for the last outcome", open::hasCome);
        }
        working = false;
        boolean came = open.hasCome();
        Optional<T> result = open.take();
        if (came && result.isEmpty()) {
            TimedWait.await(AttendanceOptions.REFUSED, "for the next attendance", () -> epoch != begun || work.over());
        }
        return result;
    }

    /** Holds work that was scheduled at a process, perhaps more than once. The first result that counts is taken. */
    private static final class Scheduled<T> {

        private final Work<T> work;
        private final String target;
        private final List<OpenWork<T>> times = new ArrayList<>(1);

        Scheduled(Work<T> work, String target) {
            this.work = work;
            this.target = target;
        }

        void schedule() {
            times.add(new OpenWork<>(() -> work.schedule().apply(target)));
        }

        /** Returns whether there is a result, or none can come unless the work is scheduled again. */
        boolean hasCome() {
            return times.stream().allMatch(OpenWork::isCompleted)
                    || times.stream().anyMatch(this::isSettled);
        }

        /** Returns the result, if one counts. The process itself gives up what else it was given of this work. */
        Optional<T> take() {
            Optional<T> result =
                    times.stream().filter(this::isSettled).findFirst().flatMap(OpenWork::result);
            if (result.isEmpty()) {
                times.stream().filter(time -> !time.isCompleted()).forEach(OpenWork::drop);
            }
            return result;
        }

        private boolean isSettled(OpenWork<T> time) {
            return time.isCompleted() && time.result().filter(work.settled()).isPresent();
        }
    }
}
