package dev.tandem.workers.speech;

import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.ProviderNews;
import dev.tandem.workers.provider.Wrapping.Candidate;
import dev.tandem.workers.provider.Wrapping.FailoverListener;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Listens with the first recogniser and, if it fails, with the next one, at once. The audio of the utterance under way
 * is given to the next one again, and what was asked is asked again. The stream then stays with it.
 */
final class FallbackRecogniser implements SpeechToText {

    private static final String DEFECT = "the recogniser's provider has a defect";

    private final List<Candidate<SpeechToText>> candidates;
    private final FailoverListener listener;

    FallbackRecogniser(List<Candidate<SpeechToText>> candidates, FailoverListener listener) {
        this.candidates = List.copyOf(candidates);
        this.listener = listener;
    }

    /** @throws SpeechException if none can be opened */
    @Override
    public Stream open(Options options, Consumer<SpeechEvent> events) {
        Relayed relayed = new Relayed(options, events);
        relayed.connect();
        return relayed;
    }

    /** Returns what the slowest to be asked wants, because any of them may listen. */
    @Override
    public int pauseMs() {
        return PAUSE_MS;
    }

    /** The phases of an utterance. */
    private enum Phase {
        SILENT,
        SPEAKING,
        PAUSED,
        ENDED
    }

    private final class Relayed implements Stream {

        private final Options options;
        private final Consumer<SpeechEvent> events;
        private final UtteranceAudio kept = new UtteranceAudio();
        private int candidate = -1;
        private @Nullable Stream stream;
        private Phase phase = Phase.SILENT;
        private boolean partials;
        private boolean hangingUp;

        /** The answer to what is asked, until it comes. */
        private CompletableFuture<String> answer = CompletableFuture.completedFuture("");

        private Relayed(Options options, Consumer<SpeechEvent> events) {
            this.options = options;
            this.events = events;
        }

        /** Opens the next candidate that can be opened, and brings it to the present state of the call. */
        private void connect() {
            while (true) {
                int number = ++candidate;
                try {
                    Stream opened = candidates.get(number).opened().get().open(options, event -> told(number, event));
                    stream = opened;
                    catchUp(opened, number);
                    return;
                } catch (ProviderException fault) {
                    hangUp();
                    give(number, fault);
                }
            }
        }

        private void hangUp() {
            Stream before = stream;
            stream = null;
            if (before != null) {
                // What is cancelled by this is not the answer: the next one is asked.
                hangingUp = true;
                before.close();
                hangingUp = false;
            }
        }

        /** @throws SpeechException if there is no other recogniser to ask */
        private void give(int number, ProviderException fault) {
            if (number + 1 >= candidates.size() || !fault.mayWorkElsewhere()) {
                throw SpeechException.of(fault, DEFECT);
            }
            ProviderConfig from = candidates.get(number).config();
            ProviderConfig to = candidates.get(number + 1).config();
            listener.failedOver(from.name(), fault);
            events.accept(new SpeechEvent.News(ProviderNews.failedOver(ProviderKind.STT, from, to, fault.reason())));
        }

        private void catchUp(Stream opened, int number) {
            opened.wantPartials(partials);
            kept.before(opened);
            switch (phase) {
                case SILENT -> {}
                case SPEAKING -> {
                    opened.started();
                    kept.since(opened);
                }
                case PAUSED -> {
                    opened.started();
                    kept.since(opened);
                    follow(opened.paused(), number);
                }
                case ENDED -> {
                    opened.started();
                    kept.since(opened);
                    follow(opened.ended(), number);
                }
            }
        }

        private synchronized void told(int number, SpeechEvent event) {
            if (number != candidate) {
                return;
            }
            if (event instanceof SpeechEvent.Fault(SpeechException fault)) {
                failed(number, fault);
            } else {
                events.accept(event);
            }
        }

        private void follow(CompletableFuture<String> asked, int number) {
            var _ = asked.whenComplete((text, fault) -> answered(number, text, fault));
        }

        private synchronized void answered(int number, @Nullable String text, @Nullable Throwable fault) {
            if (number != candidate || hangingUp) {
                return;
            }
            if (text != null) {
                settle();
                answer.complete(text);
                return;
            }
            Throwable why = fault == null ? new CancellationException() : WatchedRecogniser.cause(fault);
            if (why instanceof CancellationException) {
                answer.completeExceptionally(why);
            } else {
                failed(number, SpeechException.of(why, DEFECT));
            }
        }

        private void failed(int number, SpeechException fault) {
            try {
                give(number, fault);
                hangUp();
                connect();
            } catch (SpeechException last) {
                settle();
                answer.completeExceptionally(last);
                events.accept(new SpeechEvent.Fault(last));
            }
        }

        private void settle() {
            if (phase == Phase.ENDED) {
                phase = Phase.SILENT;
                kept.clear();
            }
        }

        @Override
        public synchronized void audio(float[] samples, int offset, int length) {
            if (phase != Phase.PAUSED) {
                kept.add(samples, offset, length);
            }
            tell(open -> open.audio(samples, offset, length));
        }

        @Override
        public synchronized void started() {
            kept.mark();
            phase = Phase.SPEAKING;
            tell(Stream::started);
        }

        @Override
        public synchronized CompletableFuture<String> paused() {
            phase = Phase.PAUSED;
            CompletableFuture<String> asked = new CompletableFuture<>();
            answer = asked;
            int number = candidate;
            tell(open -> follow(open.paused(), number));
            return asked;
        }

        @Override
        public synchronized void resumed() {
            phase = Phase.SPEAKING;
            tell(Stream::resumed);
        }

        /** Ends the utterance. A pause that was not resumed has already asked for the same words. */
        @Override
        public synchronized CompletableFuture<String> ended() {
            boolean asked = phase == Phase.PAUSED && !answer.isDone();
            CompletableFuture<String> words = asked ? answer : new CompletableFuture<>();
            answer = words;
            phase = Phase.ENDED;
            int number = candidate;
            tell(open -> {
                CompletableFuture<String> told = open.ended();
                if (!asked) {
                    follow(told, number);
                }
            });
            return words;
        }

        @Override
        public synchronized void wantPartials(boolean wanted) {
            partials = wanted;
            tell(open -> open.wantPartials(wanted));
        }

        private void tell(Consumer<Stream> what) {
            Stream open = stream;
            if (open == null) {
                return;
            }
            try {
                what.accept(open);
            } catch (SpeechException fault) {
                failed(candidate, fault);
            }
        }

        @Override
        public synchronized void close() {
            candidate = candidates.size();
            answer.cancel(false);
            hangUp();
        }
    }
}
