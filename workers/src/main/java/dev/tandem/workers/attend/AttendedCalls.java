package dev.tandem.workers.attend;

import dev.tandem.workers.live.CallSession;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds the calls that one process attends, by id, and the work that came before its call. */
final class AttendedCalls {

    /** Work that is scheduled along with an attendance may be polled this much before it, ms. */
    private static final long AHEAD_MS = 1_000;

    private final Map<String, AttendedCall> calls = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Optional<AttendedCall>>> awaited = new ConcurrentHashMap<>();

    int size() {
        return calls.size();
    }

    /** Returns all calls; the view changes as they come and go. */
    Collection<AttendedCall> all() {
        return Collections.unmodifiableCollection(calls.values());
    }

    /** Returns the call if it is attended and goes on; otherwise begins it. */
    AttendedCall attend(String id, Supplier<AttendedCall> begin) {
        AttendedCall call =
                calls.compute(id, (_, known) -> known == null || known.stopped().isDone() ? begin.get() : known);
        CompletableFuture<Optional<AttendedCall>> waiting = awaited.remove(id);
        if (waiting != null) {
            waiting.complete(Optional.of(call));
        }
        return call;
    }

    /** Returns the session of a call that is attended; null: there is none. */
    @Nullable CallSession session(String id) {
        AttendedCall call = calls.get(id);
        return call == null ? null : call.session();
    }

    /** Completes with the session of a call that is attended, or is about to be; as empty, if it is not. */
    CompletableFuture<Optional<CallSession>> sessionToCome(String id) {
        CompletableFuture<Optional<AttendedCall>> coming = awaited.computeIfAbsent(id, _ -> new CompletableFuture<>());
        AttendedCall there = calls.get(id);
        if (there != null) {
            coming.complete(Optional.of(there));
        }
        return coming.completeOnTimeout(Optional.empty(), AHEAD_MS, TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> awaited.remove(id, coming))
                .thenCompose(call -> call.map(AttendedCall::eventualSession)
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty())));
    }

    void remove(AttendedCall call) {
        calls.remove(call.lease().callId(), call);
    }
}
