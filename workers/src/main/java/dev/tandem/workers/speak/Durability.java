package dev.tandem.workers.speak;

import java.util.concurrent.CompletableFuture;

/** Makes what a session knows durable, outside of it. */
@FunctionalInterface
public interface Durability {

    /**
     * Records the session's state as it is now ({@link dev.tandem.workers.live.CallSession#beat}).
     *
     * @return completes when a heartbeat that was composed after this call has been acknowledged
     */
    CompletableFuture<Void> record();
}
