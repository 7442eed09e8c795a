package dev.tandem.workers.llm.http;

import dev.tandem.workers.llm.LanguageModel.FinishReason;
import dev.tandem.workers.llm.LanguageModel.Sink;
import dev.tandem.workers.log.CallLog;
import dev.tandem.workers.provider.ProviderUsage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One answer that is asked for over HTTP, on a virtual thread of its own. Whoever waits for it may be interrupted: then
 * the request is cancelled on the wire at once, and the sink gets nothing more.
 */
public final class Asking {

    private static final ScopedValue<Asking> CURRENT = ScopedValue.newInstance();

    private @Nullable Call call;
    private boolean cancelled;

    private Asking() {}

    /** Asks a server, and hands over what comes. */
    @FunctionalInterface
    public interface Question {
        void put(Parts parts);
    }

    static Asking current() {
        return CURRENT.get();
    }

    /**
     * Asks, and waits until the answer is complete.
     *
     * @throws InterruptedException if the waiting thread was interrupted
     */
    @SuppressWarnings("CatchingUnchecked") // whatever goes wrong goes to the thread that waits
    static void run(Sink sink, Question question) throws InterruptedException {
        Asking asking = new Asking();
        Parts parts = new Parts(sink);
        CompletableFuture<Void> over = new CompletableFuture<>();
        var _ = Thread.ofVirtual().name("model").start(CallLog.inherited(() -> {
            try {
                ScopedValue.where(CURRENT, asking).run(() -> question.put(parts));
                over.complete(null);
            } catch (Throwable fault) {
                over.completeExceptionally(fault);
            }
        }));
        try {
            over.get();
        } catch (ExecutionException fault) {
            switch (fault.getCause()) {
                case RuntimeException known -> throw known;
                case Error defect -> throw defect;
                case null, default -> throw new IllegalStateException(fault);
            }
        } finally {
            parts.shut();
            asking.cancel();
        }
    }

    synchronized Call begin(Call next) {
        call = next;
        if (cancelled) {
            next.cancel();
        }
        return next;
    }

    private synchronized void cancel() {
        cancelled = true;
        if (call != null) {
            call.cancel();
        }
    }

    /** Passes the parts of an answer on until it is shut, and knows whether there were any. */
    public static final class Parts implements Sink {

        private final Sink sink;
        private boolean shut;
        private boolean any;

        private Parts(Sink sink) {
            this.sink = sink;
        }

        private synchronized void shut() {
            shut = true;
        }

        /** Whether something of the answer was handed over: then it cannot be asked for again. */
        synchronized boolean any() {
            return any;
        }

        @Override
        public synchronized void text(String delta) {
            if (!shut && !delta.isEmpty()) {
                any = true;
                sink.text(delta);
            }
        }

        @Override
        public synchronized void toolCall(String name, JsonNode arguments) {
            if (!shut) {
                any = true;
                sink.toolCall(name, arguments);
            }
        }

        @Override
        public synchronized void usage(ProviderUsage.Tokens tokens) {
            if (!shut) {
                sink.usage(tokens);
            }
        }

        @Override
        public synchronized void finished(FinishReason reason) {
            if (!shut) {
                sink.finished(reason);
            }
        }
    }
}
