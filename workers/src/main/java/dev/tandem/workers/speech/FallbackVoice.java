package dev.tandem.workers.speech;

import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.ProviderNews;
import dev.tandem.workers.provider.ProviderUsage;
import dev.tandem.workers.provider.Wrapping.Candidate;
import dev.tandem.workers.provider.Wrapping.FailoverListener;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.ProviderKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Speaks with the first voice and, if it fails, with the next one, at once. The next voice continues after the words
 * whose audio was handed over. The reply then stays with it.
 */
final class FallbackVoice implements TextToSpeech {

    private static final String DEFECT = "the voice's provider has a defect";

    private final List<Candidate<TextToSpeech>> candidates;
    private final FailoverListener listener;

    FallbackVoice(List<Candidate<TextToSpeech>> candidates, FailoverListener listener) {
        this.candidates = List.copyOf(candidates);
        this.listener = listener;
    }

    @Override
    public void connect() {
        Candidate.each(candidates, TextToSpeech::connect);
    }

    /** @throws SpeechException if none can be opened */
    @Override
    public Context open(Options options, Sink sink) {
        Relayed relayed = new Relayed(options, sink);
        relayed.begin();
        return relayed;
    }

    private final class Relayed implements Context {

        private final Options options;
        private final Sink sink;
        private final InTurn turn = new InTurn();
        private final UnspokenText text = new UnspokenText();
        private @Nullable Context context;
        private int candidate = -1;
        private boolean finishing;
        private boolean over;

        private Relayed(Options options, Sink sink) {
            this.options = options;
            this.sink = sink;
        }

        /** Begins with the first voice that can be opened. What a voice reports at once waits until this is done. */
        private void begin() {
            AtomicReference<@Nullable SpeechException> failed = new AtomicReference<>();
            turn.run(() -> {
                try {
                    connect();
                } catch (SpeechException fault) {
                    over = true;
                    failed.set(fault);
                }
            });
            SpeechException fault = failed.get();
            if (fault != null) {
                throw fault;
            }
        }

        private void connect() {
            while (true) {
                int number = ++candidate;
                try {
                    Candidate<TextToSpeech> one = candidates.get(number);
                    context = one.opened().get().open(options(one.config(), number), new Part(number));
                    return;
                } catch (ProviderException fault) {
                    give(number, fault);
                }
            }
        }

        /** Returns the options for a provider. Another provider has other voices, so its own config names them. */
        private Options options(ProviderConfig config, int number) {
            return number == 0
                    ? options
                    : new Options(config.text("voice_id", ""), config.number("speed", options.speed()));
        }

        /** @throws SpeechException if there is no other voice to ask */
        private void give(int number, ProviderException fault) {
            if (number + 1 >= candidates.size() || !fault.mayWorkElsewhere()) {
                throw SpeechException.of(fault, DEFECT);
            }
            ProviderConfig from = candidates.get(number).config();
            ProviderConfig to = candidates.get(number + 1).config();
            listener.failedOver(from.name(), fault);
            sink.news(ProviderNews.failedOver(ProviderKind.TTS, from, to, fault.reason()));
        }

        private void failed(int number, SpeechException fault) {
            try {
                give(number, fault);
                connect();
            } catch (SpeechException last) {
                over = true;
                sink.failed(last);
                return;
            }
            Context opened = context;
            if (opened != null) {
                text.goOn().forEach(piece -> {
                    opened.say(piece.text());
                    if (piece.flushed()) {
                        opened.flush();
                    }
                });
                if (finishing) {
                    opened.finish();
                }
            }
        }

        // Called by whoever speaks

        @Override
        public void say(String more) {
            tell(() -> {
                text.say(more);
                open().say(more);
            });
        }

        @Override
        public void flush() {
            tell(() -> {
                text.flush();
                open().flush();
            });
        }

        @Override
        public void finish() {
            tell(() -> {
                finishing = true;
                open().finish();
            });
        }

        @Override
        public void close() {
            tell(() -> {
                over = true;
                open().close();
            });
        }

        private Context open() {
            Context opened = context;
            if (opened == null) {
                throw new IllegalStateException("the context is not open yet");
            }
            return opened;
        }

        private void tell(Runnable what) {
            turn.run(() -> {
                if (!over) {
                    what.run();
                }
            });
        }

        /** What one candidate reports. None of it counts after the next candidate was asked. */
        private final class Part implements Sink {

            private final int number;

            private Part(int number) {
                this.number = number;
            }

            private void told(Runnable what) {
                tell(() -> {
                    if (number == candidate) {
                        what.run();
                    }
                });
            }

            @Override
            public void audio(short[] samples) {
                told(() -> {
                    text.heard(samples.length);
                    sink.audio(samples);
                });
            }

            @Override
            public void timing(Timing timing) {
                told(() -> sink.timing(text.timed(timing)));
            }

            @Override
            public void flushed() {
                told(() -> {
                    text.flushed();
                    sink.flushed();
                });
            }

            @Override
            public void usage(ProviderUsage.Characters characters) {
                told(() -> sink.usage(characters));
            }

            @Override
            public void news(ProviderNews news) {
                sink.news(news);
            }

            @Override
            public void finished() {
                told(() -> {
                    over = true;
                    sink.finished();
                });
            }

            @Override
            public void failed(SpeechException fault) {
                told(() -> Relayed.this.failed(number, fault));
            }
        }
    }
}
