package dev.tandem.workers.llm.http;

import dev.tandem.workers.llm.LanguageModel.Sink;
import dev.tandem.workers.llm.ModelException;
import java.time.Duration;

/**
 * Asks again when a server says when to ({@code Retry-After}), as long as that leaves time before the deadline and
 * nothing of the answer has come. Nothing else is asked twice.
 */
public final class Patience {

    /** An answer that is asked for again needs at least this long to begin. */
    private static final Duration LEFT = Duration.ofMillis(200);

    private Patience() {}

    /** @throws InterruptedException if the waiting thread was interrupted */
    public static void ask(Duration deadline, Sink sink, Asking.Question question) throws InterruptedException {
        long end = System.nanoTime() + deadline.minus(LEFT).toNanos();
        while (true) {
            try {
                Asking.run(sink, parts -> unlessSomethingCame(parts, question));
                return;
            } catch (AskAgain later) {
                if (System.nanoTime() + later.after.toNanos() > end) {
                    throw later.fault;
                }
                Thread.sleep(later.after);
            }
        }
    }

    private static void unlessSomethingCame(Asking.Parts parts, Asking.Question question) {
        try {
            question.put(parts);
        } catch (AskAgain later) {
            throw parts.any() ? later.fault : later;
        }
    }

    /** The server is too busy, and says when it will not be. */
    static final class AskAgain extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient ModelException fault;
        private final transient Duration after;

        AskAgain(ModelException fault, Duration after) {
            super(fault);
            this.fault = fault;
            this.after = after;
        }
    }
}
