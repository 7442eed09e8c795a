package dev.tandem.workers.think;

import dev.tandem.workers.audio.NativeThreads;
import dev.tandem.workers.llm.LanguageModel;
import dev.tandem.workers.llm.ModelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one answer of a model: streams its words, gathers what it asks for, and can be stopped. */
public final class ModelStream {

    private static final Logger LOG = LoggerFactory.getLogger(ModelStream.class);

    private final ModelAnswer answer;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile long firstTokenAt;
    private volatile boolean stopped;
    private volatile @Nullable Future<?> work;

    private ModelStream(ModelAnswer answer) {
        this.answer = answer;
    }

    /**
     * Begins an answer.
     *
     * @param answer gathers it
     * @param words takes what the model says, as it comes, on the model's thread
     */
    static ModelStream begin(ModelCall call, ModelAnswer answer, Consumer<String> words) {
        ModelStream thought = new ModelStream(answer);
        thought.work = NativeThreads.start(() -> thought.run(call, words));
        return thought;
    }

    public ModelAnswer answer() {
        return answer;
    }

    /** Returns when the model gave its first sign, ns of {@link System#nanoTime}; 0 if it has not yet. */
    public long firstTokenAt() {
        return firstTokenAt;
    }

    public boolean failed() {
        return over.isCompletedExceptionally();
    }

    /** Reports how the answer ended, also if it has already ended. An answer that was stopped may never end. */
    public void whenOver(Executor where, Runnable answered, Consumer<Throwable> failed) {
        var _ = over.whenCompleteAsync(
                (done, fault) -> {
                    if (fault == null) {
                        answered.run();
                    } else {
                        failed.accept(fault);
                    }
                },
                where);
    }

    /** Stops the answer. What the model still says is ignored. */
    public void stop() {
        stopped = true;
        Future<?> running = work;
        if (running != null) {
            running.cancel(true);
        }
    }

    @SuppressWarnings(
            "CatchingUnchecked") // a provider's defect must end the turn with an apology, not leave it open for good
    private void run(ModelCall call, Consumer<String> words) {
        Following following = new Following(words);
        try {
            call.answer(answer.sink(following));
            sign();
            answer.finish(following);
            if (answer.finish() == LanguageModel.FinishReason.LENGTH) {
                LOG.warn("a model's answer was cut off at its limit of tokens");
            }
            over.complete(null);
        } catch (InterruptedException cut) {
            Thread.currentThread().interrupt();
            if (answer.full()) {
                over.complete(null);
            }
            over.completeExceptionally(new ModelException("the model's provider gave up by itself", true, cut));
        } catch (ModelException fault) {
            over.completeExceptionally(fault);
        } catch (Throwable defect) {
            over.completeExceptionally(new ModelException("the model's provider has a defect", false, defect));
        }
    }

    private final class Following implements ModelAnswer.Listener {

        private final Consumer<String> words;

        private Following(Consumer<String> words) {
            this.words = words;
        }

        @Override
        public void sign() {
            ModelStream.this.sign();
        }

        @Override
        public void words(String spoken) {
            if (!stopped) {
                words.accept(spoken);
            }
        }

        /** Ends the request, so that nothing is written and paid for that nobody will hear. */
        @Override
        public void enough() {
            LOG.warn("a model's answer was too long to be spoken, and was ended");
            Future<?> running = work;
            if (running != null) {
                running.cancel(true);
            }
        }
    }

    private void sign() {
        if (firstTokenAt == 0) {
            firstTokenAt = System.nanoTime();
        }
    }
}
