package dev.tandem.workers.provider;

import dev.tandem.workers.audio.NativeThreads;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ends an exchange whose first sign, or the next one after it, takes too long. A sign costs one write to a field. */
public final class Deadline implements Watch {

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("deadlines").factory());

    private final Duration first;
    private final Duration between;

    /**
     * Creates a deadline.
     *
     * @param first from the beginning to the first sign
     * @param between from a sign to the next, or to the end
     */
    public Deadline(Duration first, Duration between) {
        this.first = first;
        this.between = between;
    }

    @Override
    public boolean mayStop() {
        return true;
    }

    @Override
    public Exchange begin(Consumer<ProviderException> stop) {
        Timed timed = new Timed(stop);
        timed.checkIn(Math.min(first.toNanos(), between.toNanos()));
        return timed;
    }

    private final class Timed implements Exchange {

        private final Consumer<ProviderException> stop;
        private final long began = System.nanoTime();
        private volatile long signedAt;
        private volatile boolean over;
        private volatile @Nullable ScheduledFuture<?> check;

        private Timed(Consumer<ProviderException> stop) {
            this.stop = stop;
        }

        @Override
        public void sign() {
            signedAt = System.nanoTime();
        }

        @Override
        public void succeeded() {
            end();
        }

        @Override
        public void failed(ProviderException fault) {
            end();
        }

        @Override
        public void cancelled() {
            end();
        }

        private void end() {
            over = true;
            ScheduledFuture<?> waiting = check;
            if (waiting != null) {
                waiting.cancel(false);
            }
        }

        private void checkIn(long ns) {
            check = CLOCK.schedule(this::check, ns, TimeUnit.NANOSECONDS);
            if (over) {
                end();
            }
        }

        private void check() {
            long signed = signedAt;
            long end = signed == 0 ? began + first.toNanos() : signed + between.toNanos();
            long left = end - System.nanoTime();
            if (over) {
                return;
            }
            if (left > 0) {
                checkIn(left);
                return;
            }
            String missed = signed == 0
                    ? "The provider did not answer within " + first.toMillis() + " ms."
                    : "The provider stopped in the middle, for " + between.toMillis() + " ms.";
            var _ = NativeThreads.start(
                    () -> stop.accept(new ProviderException(ProviderException.Reason.LATE, missed)));
        }
    }
}
