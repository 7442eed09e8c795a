package dev.tandem.workers.speech;

import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.ProviderNews;
import dev.tandem.workers.provider.ProviderUsage;
import dev.tandem.workers.provider.Watch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a watch around what a voice is given to speak. An exchange goes from a flush to the moment at which nothing that
 * was flushed is outstanding.
 */
final class WatchedVoice implements TextToSpeech {

    private static final String DEFECT = "the voice's provider has a defect";

    private final TextToSpeech voice;
    private final Watch watch;

    WatchedVoice(TextToSpeech voice, Watch watch) {
        this.voice = voice;
        this.watch = watch;
    }

    @Override
    public void connect() {
        voice.connect();
    }

    @Override
    public Context open(Options options, Sink sink) {
        Watched watched = new Watched(sink);
        Context context = voice.open(options, watched);
        watched.turn.run(() -> watched.context = context);
        return watched;
    }

    private final class Watched implements Context, Sink {

        private final Sink sink;
        private final InTurn turn = new InTurn();
        private @Nullable Context context;
        private Watch.@Nullable Exchange exchange;
        private int outstanding;
        private boolean unflushed;
        private boolean over;

        private Watched(Sink sink) {
            this.sink = sink;
        }

        // Called by whoever speaks

        @Override
        public void say(String text) {
            tell(() -> {
                unflushed = true;
                context().say(text);
            });
        }

        @Override
        public void flush() {
            tell(() -> {
                unflushed = false;
                if (begin()) {
                    context().flush();
                }
            });
        }

        @Override
        public void finish() {
            tell(() -> {
                if (!unflushed || begin()) {
                    context().finish();
                }
            });
        }

        @Override
        public void close() {
            turn.run(() -> {
                end(Watch.Exchange::cancelled);
                over = true;
                context().close();
            });
        }

        private Context context() {
            Context opened = context;
            if (opened == null) {
                throw new IllegalStateException("the context is not open yet");
            }
            return opened;
        }

        /** @return false if the watch refuses */
        private boolean begin() {
            outstanding++;
            if (exchange != null) {
                return true;
            }
            try {
                exchange = watch.begin(late -> tell(() -> stop(late)));
                return true;
            } catch (ProviderException refused) {
                stop(refused);
                return false;
            }
        }

        private void stop(ProviderException why) {
            SpeechException fault = SpeechException.of(why, DEFECT);
            end(open -> open.failed(fault));
            over = true;
            context().close();
            sink.failed(fault);
        }

        private void end(Consumer<Watch.Exchange> how) {
            Watch.Exchange open = exchange;
            exchange = null;
            outstanding = 0;
            if (open != null) {
                how.accept(open);
            }
        }

        // Called by the voice

        @Override
        public void audio(short[] samples) {
            tell(() -> {
                Watch.Exchange open = exchange;
                if (open != null) {
                    open.sign();
                }
                sink.audio(samples);
            });
        }

        @Override
        public void timing(Timing timing) {
            tell(() -> sink.timing(timing));
        }

        @Override
        public void flushed() {
            tell(() -> {
                if (--outstanding <= 0) {
                    end(Watch.Exchange::succeeded);
                }
                sink.flushed();
            });
        }

        @Override
        public void usage(ProviderUsage.Characters characters) {
            watch.used(characters);
            tell(() -> sink.usage(characters));
            ProviderNews news = watch.news(characters);
            if (news != null) {
                sink.news(news);
            }
        }

        @Override
        public void news(ProviderNews news) {
            sink.news(news);
        }

        @Override
        public void finished() {
            tell(() -> {
                end(Watch.Exchange::succeeded);
                over = true;
                sink.finished();
            });
        }

        @Override
        public void failed(SpeechException fault) {
            tell(() -> {
                end(open -> open.failed(fault));
                over = true;
                sink.failed(fault);
            });
        }

        private void tell(Runnable what) {
            turn.run(() -> {
                if (!over) {
                    what.run();
                }
            });
        }
    }
}
