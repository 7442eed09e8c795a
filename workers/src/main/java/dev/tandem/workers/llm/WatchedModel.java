package dev.tandem.workers.llm;

import dev.tandem.workers.audio.NativeThreads;
import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.ProviderNews;
import dev.tandem.workers.provider.ProviderUsage;
import dev.tandem.workers.provider.Watch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/**
 * Puts a watch around each answer of a model. If the watch may stop an answer, the model answers on a thread of its
 * own. The answer is abandoned as soon as it is stopped, whether or not the model notices.
 */
final class WatchedModel implements LanguageModel {

    private final LanguageModel model;
    private final Watch watch;

    WatchedModel(LanguageModel model, Watch watch) {
        this.model = model;
        this.watch = watch;
    }

    @FunctionalInterface
    private interface Question {
        void put(Sink sink) throws InterruptedException;
    }

    @Override
    public void answer(Request request, Sink sink) throws InterruptedException {
        ask(watched -> model.answer(request, watched), sink);
    }

    @Override
    public void summarise(Request request, Sink sink) throws InterruptedException {
        ask(watched -> model.summarise(request, watched), sink);
    }

    @Override
    public void prepare(List<ToolSpec> tools) {
        model.prepare(tools);
    }

    @Override
    public void connect() {
        model.connect();
    }

    @Override
    public Capabilities capabilities() {
        return model.capabilities();
    }

    @SuppressWarnings("IllegalCatch") // whatever a provider throws ends the exchange
    private void ask(Question question, Sink sink) throws InterruptedException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Watch.Exchange exchange = begin(over);
        WatchedSink watched = new WatchedSink(sink, watch, exchange);
        try {
            if (watch.mayStop()) {
                askAside(question, watched, over);
            } else {
                question.put(watched);
            }
            exchange.succeeded();
        } catch (InterruptedException cancelled) {
            exchange.cancelled();
            throw cancelled;
        } catch (RuntimeException | Error fault) {
            ModelException known = ModelException.of(fault);
            exchange.failed(known);
            throw known;
        }
    }

    private Watch.Exchange begin(CompletableFuture<Void> over) {
        try {
            return watch.begin(over::completeExceptionally);
        } catch (ProviderException refused) {
            throw ModelException.of(refused);
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever a provider throws ends the exchange
    private static void askAside(Question question, WatchedSink sink, CompletableFuture<Void> over)
            throws InterruptedException {
        Future<?> work = NativeThreads.start(() -> {
            try {
                question.put(sink);
                over.complete(null);
            } catch (InterruptedException left) {
                Thread.currentThread().interrupt();
            } catch (Throwable fault) {
                over.completeExceptionally(fault);
            }
        });
        try {
            over.get();
        } catch (ExecutionException fault) {
            throw fault.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(fault);
        } finally {
            sink.shut();
            work.cancel(true);
        }
    }

    /** Passes on what comes until it is shut. After that, what an abandoned answer still says is dropped. */
    private static final class WatchedSink implements Sink {

        private final Sink sink;
        private final Watch watch;
        private final Watch.Exchange exchange;
        private boolean shut;

        private WatchedSink(Sink sink, Watch watch, Watch.Exchange exchange) {
            this.sink = sink;
            this.watch = watch;
            this.exchange = exchange;
        }

        private synchronized void shut() {
            shut = true;
        }

        @Override
        public synchronized void text(String delta) {
            if (!shut) {
                exchange.sign();
                sink.text(delta);
            }
        }

        @Override
        public synchronized void toolCall(String name, JsonNode arguments) {
            if (!shut) {
                exchange.sign();
                sink.toolCall(name, arguments);
            }
        }

        @Override
        public synchronized void usage(ProviderUsage.Tokens tokens) {
            if (!shut) {
                watch.used(tokens);
                sink.usage(tokens);
                ProviderNews news = watch.news(tokens);
                if (news != null) {
                    sink.news(news);
                }
            }
        }

        @Override
        public synchronized void news(ProviderNews news) {
            if (!shut) {
                sink.news(news);
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
