package dev.tandem.bench.recovery;

import dev.tandem.stack.run.StackWorker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A fault that happens to the process that attends a call. */
@FunctionalInterface
interface Fault {

    /** Strikes at once. The future completes when the fault is over, for a process that lives on. */
    CompletableFuture<Void> strike(StackWorker attendant);

    /** {@code kill -9}. */
    static Fault killed() {
        return attendant -> {
            attendant.kill();
            return CompletableFuture.allOf();
        };
    }

    /** {@code SIGTERM}: a deployment. */
    static Fault asked() {
        return attendant -> {
            attendant.ask();
            return CompletableFuture.allOf();
        };
    }

    /** {@code SIGSTOP}, and after this time {@code SIGCONT}. */
    static Fault frozen(Duration time) {
        return attendant -> {
            attendant.freeze();
            return CompletableFuture.runAsync(
                    attendant::thaw, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS));
        };
    }
}
