package dev.tandem.workers.speech.local.moonshine;

import dev.tandem.workers.audio.Loudness;
import dev.tandem.workers.log.CallLog;
import dev.tandem.workers.speech.SpeechException;
import dev.tandem.workers.speech.UtteranceRecogniser.Recognition;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Recognises one utterance: keeps all its audio, and recognises it anew at each question. In a long utterance, the part
 * up to a pause is settled once and not recognised again. A question after mere silence gets the answer of the one
 * before it.
 */
final class MoonshineRecognition implements Recognition {

    /**
     * Longest audio of one recognition. The model was trained on up to about 30 s, and its cost grows more than
     * linearly.
     */
    private static final int MOST = 20 * Moonshine.RATE;

    /** A pause at which to split is looked for from here on. */
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

    /** The words up to the sample {@code end}. */
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
        Question question = new Question(audio, length, settled);
        if (latest != null) {
            if (latest.speech.equals(question.speech) && !latest.answer.isCompletedExceptionally()) {
                return latest.answer;
            }
            latest.cancel();
        }
        latest = question;
        try {
            threads.execute(CallLog.inherited(question));
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

    /**
     * A question for the words so far. Samples that were there when it was asked never change, so they are read without
     * a copy while more are added.
     */
    final class Question implements Runnable {

        private final CompletableFuture<String> answer = new CompletableFuture<>();
        private final float[] audio;
        private final int length;
        private final Loudness.Span speech;
        private Settled known;

        private Question(float[] audio, int length, Settled known) {
            this.audio = audio;
            this.length = length;
            this.speech = Loudness.speech(audio, known.end, length);
            this.known = known;
        }

        void cancel() {
            answer.cancel(false);
        }

        @Override
        @SuppressWarnings("CatchingUnchecked") // whatever happens, somebody waits for the answer
        public void run() {
            try {
                while (speech.to() - known.end > MOST && !answer.isDone()) {
                    int pause = Loudness.quietest(audio, known.end + PAUSE_FROM, known.end + MOST);
                    Settled more = new Settled(pause, known.and(words(pause)));
                    if (!answer.isDone()) {
                        known = more;
                        settle(more);
                    }
                }
                answer.complete(known.and(words(length)));
            } catch (SpeechException e) {
                answer.completeExceptionally(e);
            } catch (Throwable e) {
                answer.completeExceptionally(
                        new SpeechException("Speech could not be recognised: " + e.getMessage(), false, e));
            }
        }

        /** Returns the words after the settled part, up to the sample {@code end}. */
        private String words(int end) {
            Loudness.Span part = Loudness.speech(audio, known.end, end);
            if (answer.isDone() || part.length() < Framing.LEAST) {
                return "";
            }
            return transcriber.transcribe(Framing.of(audio, part, known.end, end), answer::isDone);
        }
    }
}
