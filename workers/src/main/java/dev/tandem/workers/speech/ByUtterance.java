package dev.tandem.workers.speech;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives a stream to a recogniser that works by utterance: our voice detection cuts the stream. Silence is never
 * decoded, except around the speech: 320 ms before the detector's verdict, so that the first consonant is heard, and
 * the beginning of a pause.
 */
public final class ByUtterance implements SpeechToText {

    /** Samples kept from before the detector's verdict: 320 ms. */
    private static final int PREROLL = 5_120;

    /** Samples that are heard again when speech goes on, because a detector is late to find it: 96 ms. */
    private static final int ONSET = 1_536;

    /** While partials are wanted, there is one every 320 ms. */
    private static final int ASK_EVERY = 5_120;

    private final UtteranceRecogniser recogniser;

    public ByUtterance(UtteranceRecogniser recogniser) {
        this.recogniser = recogniser;
    }

    /** @throws SpeechException if the recogniser does not know the language, or the audio has another rate */
    @Override
    public Stream open(Options options, Consumer<SpeechEvent> events) {
        if (options.sampleRate() != Options.RATE) {
            throw new SpeechException(
                    "Audio must have " + Options.RATE + " Hz, not " + options.sampleRate() + ".", false);
        }
        return new Cut(options.language(), events);
    }

    @Override
    public int pauseMs() {
        return recogniser.pauseMs();
    }

    private final class Cut implements Stream {

        private final String language;
        private final Consumer<SpeechEvent> events;
        private final float[] preroll = new float[PREROLL];

        /** Samples of the last window. */
        private int last;

        private UtteranceRecogniser.@Nullable Recognition recognition;

        /** The transcript that the last pause asked for; null if nobody pauses. */
        private @Nullable CompletableFuture<String> guess;

        /** Samples since the last pause, which were not recognised. */
        private int skipped;

        private int untilAsked;
        private long heard;
        private volatile boolean partialsWanted;

        private Cut(String language, Consumer<SpeechEvent> events) {
            this.language = language;
            this.events = events;
        }

        @Override
        public void audio(float[] samples, int offset, int length) {
            UtteranceRecogniser.Recognition open = recognition;
            if (open != null && guess == null) {
                feed(open, samples, offset, length);
                askForWords(open, length);
            } else {
                skipped = Math.min(ONSET, skipped + length);
            }
            keep(samples, offset, length);
        }

        private void feed(UtteranceRecogniser.Recognition open, float[] samples, int offset, int length) {
            open.audio(samples, offset, length);
            heard += length;
        }

        private void keep(float[] samples, int offset, int length) {
            last = Math.min(length, PREROLL);
            System.arraycopy(preroll, last, preroll, 0, PREROLL - last);
            System.arraycopy(samples, offset + length - last, preroll, PREROLL - last, last);
        }

        private void askForWords(UtteranceRecogniser.Recognition open, int length) {
            if (!partialsWanted) {
                return;
            }
            if (untilAsked <= 0) {
                untilAsked = ASK_EVERY;
                var _ = open.transcript().thenAccept(this::partial);
            }
            untilAsked -= length;
        }

        private void partial(String text) {
            events.accept(new SpeechEvent.Partial(text));
        }

        @Override
        public void started() {
            UtteranceRecogniser.Recognition opened = recogniser.open(language);
            heard = 0;
            untilAsked = 0;
            guess = null;
            recognition = opened;
            feed(opened, preroll, 0, PREROLL);
            events.accept(new SpeechEvent.Started());
        }

        @Override
        public CompletableFuture<String> paused() {
            UtteranceRecogniser.Recognition open = recognition;
            if (open == null) {
                return CompletableFuture.completedFuture("");
            }
            CompletableFuture<String> asked = open.transcript();
            guess = asked;
            skipped = 0;
            return asked;
        }

        @Override
        public void resumed() {
            UtteranceRecogniser.Recognition open = recognition;
            if (open != null && guess != null) {
                feed(open, preroll, PREROLL - skipped, skipped);
            }
            guess = null;
        }

        @Override
        public CompletableFuture<String> ended() {
            UtteranceRecogniser.Recognition open = recognition;
            CompletableFuture<String> asked = guess == null ? paused() : guess;
            recognition = null;
            guess = null;
            Arrays.fill(preroll, 0, PREROLL - last, 0);
            if (open == null) {
                return asked;
            }
            events.accept(new SpeechEvent.Usage(Duration.ofMillis(heard * 1_000 / Options.RATE)));
            return asked.whenComplete((text, fault) -> {
                open.close();
                if (fault == null) {
                    events.accept(new SpeechEvent.Final(text));
                }
            });
        }

        @Override
        public void wantPartials(boolean wanted) {
            partialsWanted = wanted;
        }

        @Override
        public void close() {
            UtteranceRecogniser.Recognition open = recognition;
            recognition = null;
            if (open != null) {
                open.close();
            }
        }
    }
}
