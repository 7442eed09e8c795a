package dev.tandem.workers.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.provider.ProviderUsage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a caller would hear of a reply, and when. */
final class HeardReply implements TextToSpeech.Sink {

    private static final int MS = 24;

    private final long began = System.nanoTime();
    private final AtomicLong samples = new AtomicLong();
    private final AtomicLong firstAt = new AtomicLong();
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CompletableFuture<@Nullable SpeechException> over = new CompletableFuture<>();

    final List<Integer> flushedAt = new CopyOnWriteArrayList<>();
    final List<TextToSpeech.Timing> timings = new CopyOnWriteArrayList<>();
    final AtomicLong characters = new AtomicLong();

    int ms() {
        return (int) (samples.get() / MS);
    }

    /** Returns how long the first sound took, ms; -1 if there was none. */
    long firstAfter() {
        return firstAt.get() == 0 ? -1 : Duration.ofNanos(firstAt.get() - began).toMillis();
    }

    void awaitSound() throws Exception {
        first.get(5, TimeUnit.SECONDS);
    }

    /** Waits for the end, and returns the fault; null if there is none. */
    @Nullable SpeechException awaitEnd() throws InterruptedException {
        try {
            return over.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException late) {
            throw new AssertionError("the reply has no end; heard so far, ms: " + ms(), late);
        }
    }

    HeardReply awaitFinished() throws InterruptedException {
        assertThat(awaitEnd()).isNull();
        return this;
    }

    @Override
    public void audio(short[] next) {
        samples.addAndGet(next.length);
        if (firstAt.compareAndSet(0, System.nanoTime())) {
            first.complete(null);
        }
    }

    @Override
    public void timing(TextToSpeech.Timing timing) {
        timings.add(timing);
    }

    @Override
    public void flushed() {
        flushedAt.add(ms());
    }

    @Override
    public void usage(ProviderUsage.Characters used) {
        characters.addAndGet(used.count());
    }

    @Override
    public void finished() {
        over.complete(null);
    }

    @Override
    public void failed(SpeechException fault) {
        over.complete(fault);
    }
}
