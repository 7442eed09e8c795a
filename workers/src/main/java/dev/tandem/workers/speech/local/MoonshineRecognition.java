package dev.tandem.workers.speech.local;

import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.SpeechToText.Recognition;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One utterance: keeps all its audio and recognises it anew at each question. Of a long one the part up to a pause is
 * settled once and not heard again.
 */
final class MoonshineRecognition implements Recognition {

    /** Below 100 ms the model's convolutions have nothing to stand on. */
    private static final int LEAST = Moonshine.RATE / 10;

    /** The model was trained on up to about 30 s, and costs more than linearly. */
    private static final int MOST = 20 * Moonshine.RATE;

    /** A pause to split at is looked for from here on. */
    private static final int PAUSE_FROM = 12 * Moonshine.RATE;

    private final Transcriber transcriber;
    private final Executor threads;
    private float[] audio = new float[4 * Moonshine.RATE];
    private int length;
    private Settled settled = new Settled(0, "");
    private @Nullable Question latest;
    private boolean closed;

    MoonshineRecognition(Transcriber transcriber, Executor threads) {
        this.transcriber = transcriber;
        this.threads = threads;
    }

    /** Words up to the sample {@code end}. */
    private record Settled(int end, String words) {

        String and(String more) {
            return words.isEmpty() || more.isEmpty() ? words + more : words + " " + more;
        }
    }

    @Override
    public synchronized void audio(float[] samples, int offset, int count) {
        if (length + count > audio.length) {
            audio = Arrays.copyOf(audio, Math.max(length + count, audio.length * 2));
        }
        System.arraycopy(samples, offset, audio, length, count);
        length += count;
    }

    @Override
    public synchronized CompletableFuture<String> transcript() {
        if (closed) {
            return CompletableFuture.failedFuture(new CancellationException("This recognition was closed."));
        }
        if (latest != null) {
            if (latest.length == length && !latest.answer.isCompletedExceptionally()) {
                return latest.answer;
            }
            latest.cancel();
        }
        Question question = new Question(audio, length, settled);
        latest = question;
        try {
            threads.execute(question);
        } catch (RejectedExecutionException e) {
            question.answer.completeExceptionally(new SpeechException("Speech to text is being closed.", true, e));
        }
        return question.answer;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (latest != null) {
            latest.cancel();
        }
    }

    private synchronized void settle(Settled more) {
        if (more.end > settled.end) {
            settled = more;
        }
    }

    /** Samples before {@code length} never change, so they are read without a copy while more are added behind them. */
    final class Question implements Runnable {

        private final CompletableFuture<String> answer = new CompletableFuture<>();
        private final float[] audio;
        private final int length;
        private Settled known;

        private Question(float[] audio, int length, Settled known) {
            this.audio = audio;
            this.length = length;
            this.known = known;
        }

        void cancel() {
            answer.cancel(false);
        }

        @Override
        public void run() {
            try {
                while (length - known.end > MOST && !answer.isDone()) {
                    int pause = Loudness.quietest(audio, known.end + PAUSE_FROM, known.end + MOST);
                    Settled more = new Settled(pause, known.and(words(known.end, pause)));
                    if (!answer.isDone()) {
                        known = more;
                        settle(more);
                    }
                }
                answer.complete(known.and(words(known.end, length)));
            } catch (RuntimeException e) {
                answer.completeExceptionally(
                        e instanceof SpeechException
                                ? e
                                : new SpeechException("Speech could not be recognised: " + e.getMessage(), false, e));
            }
        }

        private String words(int from, int to) {
            if (answer.isDone() || to - from < LEAST || Loudness.silent(audio, from, to)) {
                return "";
            }
            return transcriber.transcribe(audio, from, to - from, answer::isDone);
        }
    }
}
