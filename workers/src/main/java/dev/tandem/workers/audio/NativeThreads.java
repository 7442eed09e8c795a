package dev.tandem.workers.audio;

import dev.tandem.workers.log.CallLog;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Provides platform threads for models and voices: native code on a virtual thread would hold its carrier. A thread
 * that has done its work is used again for the next turn of any call.
 */
public final class NativeThreads {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("turn-", 0).factory());

    private NativeThreads() {}

    /** Starts work, for the call that the calling thread works for. Cancel with interruption stops it. */
    public static Future<?> start(Runnable work) {
        return THREADS.submit(CallLog.inherited(work));
    }
}
