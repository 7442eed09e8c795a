package dev.tandem.workers.provider;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps the faults that exchanges were stopped with. */
final class Stops implements Consumer<ProviderException> {

    private final BlockingQueue<ProviderException> faults = new LinkedBlockingQueue<>();

    @Override
    public void accept(ProviderException fault) {
        faults.add(fault);
    }

    /** The next one; null: none came within this time. */
    @Nullable ProviderException within(long ms) throws InterruptedException {
        return faults.poll(ms, TimeUnit.MILLISECONDS);
    }
}
