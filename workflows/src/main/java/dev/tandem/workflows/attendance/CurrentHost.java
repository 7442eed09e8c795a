package dev.tandem.workflows.attendance;

import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The process that holds the caller's room, as the call workflow knows it: work is done there, wherever it is now. */
public final class CurrentHost {

    private @Nullable String queue;
    private int epoch;
    private boolean coming;
    private boolean working;
    private int asked;

    /**
     * Something to do at the host.
     *
     * @param schedule opens the activity on a queue
     * @param settled whether a result is one; if not, the work is scheduled again at the next attendance
     * @param departed whether the call is not attended any more
     * @param unwanted whether the result is not wanted any more
     * @param tries after so many it is given up
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

    /** A process is on its way into the room: its work goes along, and waits for it there. */
    void expected(String hostQueue) {
        queue = hostQueue;
        coming = true;
        epoch++;
    }

    /** A process holds the room; one that was expected has its work already. */
    void held(String hostQueue) {
        queue = hostQueue;
        epoch += coming && working ? 0 : 1;
        coming = false;
    }

    /** The process that holds the room may not know of the work that it has. */
    void asksAgain() {
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

    /** Empty if the work was over before it came to a result. */
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

    /** Work that a process has been given, perhaps more than once: whichever result comes first counts. */
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

        /** Whether there is a result, or there will be none unless it is scheduled again. */
        boolean hasCome() {
            return times.stream().allMatch(OpenWork::isCompleted)
                    || times.stream().anyMatch(this::isSettled);
        }

        /** The result, if it is one; the process gives up by itself what it was given besides. */
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
