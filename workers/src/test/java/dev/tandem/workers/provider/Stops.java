package dev.tandem.workers.provider;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the faults with which exchanges were stopped. */
final class Stops implements Consumer<ProviderException> {

    private final BlockingQueue<ProviderException> faults = new LinkedBlockingQueue<>();

    @Override
    public void accept(ProviderException fault) {
        faults.add(fault);
    }

    /** Returns the next one; null if none came within this time. */
    @Nullable ProviderException within(long ms) throws InterruptedException {
        return faults.poll(ms, TimeUnit.MILLISECONDS);
    }
}
