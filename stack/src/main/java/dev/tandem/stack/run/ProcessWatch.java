package dev.tandem.stack.run;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Notices when a process of the stack ends although nobody asked it to. */
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

    /** Expects the end of this process. */
    void expect(long pid) {
        asked.add(pid);
    }

    /** Expects the end of every process from now on. */
    void end() {
        over = true;
    }

    CompletableFuture<String> trouble() {
        return trouble.copy();
    }
}
