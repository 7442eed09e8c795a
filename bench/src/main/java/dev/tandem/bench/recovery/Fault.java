package dev.tandem.bench.recovery;

import dev.tandem.stack.run.WorkerProcess;
import java.time.Duration;

/** What happens to the process that attends a call. */
@FunctionalInterface
interface Fault {

    void strike(WorkerProcess attendant);

    /** {@code kill -9}. */
    static Fault killed() {
        return WorkerProcess::kill;
    }

    /** {@code SIGTERM}: a deployment. */
    static Fault asked() {
        return WorkerProcess::ask;
    }

    /** {@code SIGSTOP}, and after this time {@code SIGCONT}. */
    static Fault frozen(Duration time) {
        return attendant -> {
            attendant.freeze();
            Thread.ofVirtual().name("thaw " + attendant.id()).start(() -> {
                Moment.pause(time.toMillis());
                attendant.thaw();
            });
        };
    }
}
