package dev.tandem.workers.audio;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads for models and voices: native code under a virtual thread would hold its carrier. One that has done its work
 * waits for the next turn, of whichever call.
 */
public final class NativeThreads {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("turn-", 0).factory());

    private NativeThreads() {}

    /** Cancelled with interruption, it stops. */
    public static Future<?> start(Runnable work) {
        return THREADS.submit(work);
    }
}
