package dev.tandem.workers.speech;

import dev.tandem.workers.audio.NativeThreads;
import dev.tandem.workers.provider.ProviderUsage;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.ToIntFunction;

/**
 * Speaks clause by clause: what was said up to a flush is a clause. Each context borrows a platform thread, which
 * synthesises the next clause while one plays. A short pause follows each clause.
 */
public final class ByClause implements TextToSpeech {

    /** Samples in 10 ms at 24 kHz. */
    private static final int TEN_MS = 240;

    private final ClauseSynthesiser synthesiser;
    private final ToIntFunction<String> pause;

    /** Creates a voice whose clauses come without silence around them. */
    public ByClause(ClauseSynthesiser synthesiser) {
        this(synthesiser, ByClause::pause);
    }

    /** @param pause the silence after a clause, samples */
    public ByClause(ClauseSynthesiser synthesiser, ToIntFunction<String> pause) {
        this.synthesiser = synthesiser;
        this.pause = pause;
    }

    @Override
    public Context open(Options options, Sink sink) {
        return new Reply(options, sink);
    }

    private sealed interface Order {
        record Speak(String text) implements Order {}

        /** @param rest text that nobody flushed; may be empty */
        record Finish(String rest) implements Order {}
    }

    private final class Reply implements Context {

        private final Options options;
        private final Sink sink;
        private final StringBuilder pending = new StringBuilder();
        private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
        private final Future<?> synthesis;

        private Reply(Options options, Sink sink) {
            this.options = options;
            this.sink = sink;
            this.synthesis = NativeThreads.start(this::synthesise);
        }

        @Override
        public void say(String text) {
            pending.append(text);
        }

        @Override
        public void flush() {
            orders.add(new Order.Speak(taken()));
        }

        @Override
        public void finish() {
            orders.add(new Order.Finish(taken()));
        }

        private String taken() {
            String text = pending.toString().strip();
            pending.setLength(0);
            return text;
        }

        @Override
        public void close() {
            synthesis.cancel(true);
        }

        @SuppressWarnings("CatchingUnchecked") // a provider's defect ends the context, not the thread
        private void synthesise() {
            try {
                while (true) {
                    switch (orders.take()) {
                        case Order.Finish(String rest) -> {
                            speak(rest);
                            sink.finished();
                            return;
                        }
                        case Order.Speak(String text) -> {
                            speak(text);
                            sink.flushed();
                        }
                    }
                }
            } catch (InterruptedException cut) {
                Thread.currentThread().interrupt();
            } catch (Throwable fault) {
                sink.failed(SpeechException.of(fault, "the voice's provider has a defect"));
            }
        }

        private void speak(String text) throws InterruptedException {
            if (text.isEmpty()) {
                return;
            }
            synthesiser.speak(new ClauseSynthesiser.Clause(text, options.voice(), options.speed()), sink::audio);
            int silence = pause.applyAsInt(text);
            if (silence > 0) {
                sink.audio(new short[silence]);
            }
            sink.usage(new ProviderUsage.Characters(text.length()));
        }
    }

    /** Returns the silence after a clause, samples. It is longer after the end of a sentence. */
    private static int pause(String text) {
        return TEN_MS * (text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? 15 : 6);
    }
}
