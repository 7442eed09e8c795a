package dev.tandem.workers.speech;

import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.ProviderNews;
import dev.tandem.workers.provider.ProviderUsage;
import dev.tandem.workers.provider.Watch;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts a watch around each request for a recogniser's words, because a caller waits for these. A stream that is lost
 * between two requests counts as one that failed.
 */
final class WatchedRecogniser implements SpeechToText {

    private static final String DEFECT = "the recogniser's provider has a defect";

    private final SpeechToText recogniser;
    private final Watch watch;

    WatchedRecogniser(SpeechToText recogniser, Watch watch) {
        this.recogniser = recogniser;
        this.watch = watch;
    }

    @Override
    public Stream open(Options options, Consumer<SpeechEvent> events) {
        return new Watched(options, events);
    }

    @Override
    public int pauseMs() {
        return recogniser.pauseMs();
    }

    static Throwable cause(Throwable fault) {
        return fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    }

    private final class Watched implements Stream {

        private final Consumer<SpeechEvent> events;
        private final Stream stream;
        private final Map<Watch.Exchange, CompletableFuture<String>> open = new ConcurrentHashMap<>();

        /** The transcript that the last pause asked for; null if nobody pauses. */
        private @Nullable CompletableFuture<String> guess;

        private Watched(Options options, Consumer<SpeechEvent> events) {
            this.events = events;
            this.stream = recogniser.open(options, this::told);
        }

        private void told(SpeechEvent event) {
            switch (event) {
                case SpeechEvent.Usage(Duration audio) -> used(new ProviderUsage.Audio(audio));
                case SpeechEvent.Fault(SpeechException fault) -> lost(fault);
                case SpeechEvent.Started _,
                        SpeechEvent.Partial _,
                        SpeechEvent.Final _,
                        SpeechEvent.EndOfTurn _,
                        SpeechEvent.News _ -> {}
            }
            events.accept(event);
        }

        private void used(ProviderUsage.Audio audio) {
            watch.used(audio);
            ProviderNews news = watch.news(audio);
            if (news != null) {
                events.accept(new SpeechEvent.News(news));
            }
        }

        private void lost(SpeechException fault) {
            if (!open.isEmpty()) {
                return;
            }
            try {
                watch.begin(_ -> {}).failed(fault);
            } catch (ProviderException shut) {
                fault.addSuppressed(shut);
            }
        }

        @Override
        public void audio(float[] samples, int offset, int length) {
            stream.audio(samples, offset, length);
        }

        @Override
        public void started() {
            guess = null;
            stream.started();
        }

        @Override
        public CompletableFuture<String> paused() {
            CompletableFuture<String> asked = ask(stream::paused);
            guess = asked;
            return asked;
        }

        @Override
        public void resumed() {
            guess = null;
            stream.resumed();
        }

        @Override
        public CompletableFuture<String> ended() {
            CompletableFuture<String> asked = guess;
            guess = null;
            if (asked == null) {
                return ask(stream::ended);
            }
            var _ = stream.ended();
            return asked;
        }

        private CompletableFuture<String> ask(Supplier<CompletableFuture<String>> question) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            CompletableFuture<String> asked = question.get();
            Watch.Exchange exchange;
            try {
                exchange = watch.begin(late -> answer.completeExceptionally(SpeechException.of(late, DEFECT)));
            } catch (ProviderException refused) {
                return CompletableFuture.failedFuture(SpeechException.of(refused, DEFECT));
            }
            open.put(exchange, answer);
            var _ = answer.whenComplete((text, fault) -> {
                open.remove(exchange);
                end(exchange, fault);
            });
            var _ = asked.whenComplete((text, fault) -> {
                if (fault == null) {
                    answer.complete(text);
                } else {
                    answer.completeExceptionally(cause(fault));
                }
            });
            return answer;
        }

        private static void end(Watch.Exchange exchange, @Nullable Throwable fault) {
            if (fault == null) {
                exchange.sign();
                exchange.succeeded();
            } else if (cause(fault) instanceof CancellationException) {
                exchange.cancelled();
            } else {
                exchange.failed(SpeechException.of(cause(fault), DEFECT));
            }
        }

        @Override
        public void wantPartials(boolean wanted) {
            stream.wantPartials(wanted);
        }

        @Override
        public void close() {
            stream.close();
            open.values().forEach(answer -> answer.cancel(false));
        }
    }
}
