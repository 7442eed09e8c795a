package dev.tandem.stack.run;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Notices when a process of the stack ends that nobody asked to. */
final class ProcessWatch {
    private final CompletableFuture<String> trouble = new CompletableFuture<>();
    private final Set<Long> asked = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    /** @param obituary completes when the process ends, with what to tell people */
    void over(long pid, CompletableFuture<String> obituary) {
        var _ = obituary.thenAccept(text -> {
            if (!over && !asked.contains(pid)) {
                trouble.complete(text);
            }
        });
    }

    /** The end of this process is wanted. */
    void expect(long pid) {
        asked.add(pid);
    }

    /** Whatever ends from now on is wanted to. */
    void end() {
        over = true;
    }

    CompletableFuture<String> trouble() {
        return trouble.copy();
    }
}
