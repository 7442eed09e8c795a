package dev.tandem.workers.attend;

import dev.tandem.workers.live.CallSession;
import dev.tandem.workflows.protocol.Lease;
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

    private final Places places;
    private final Places inMemory;
    private final Map<String, AttendedCall> calls = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Optional<AttendedCall>>> awaited = new ConcurrentHashMap<>();

    /** @param inMemory the places of calls whose rooms are in memory */
    AttendedCalls(Places places, Places inMemory) {
        this.places = places;
        this.inMemory = inMemory;
    }

    int size() {
        return calls.size();
    }

    /** Returns all calls; the view changes as they come and go. */
    Collection<AttendedCall> all() {
        return Collections.unmodifiableCollection(calls.values());
    }

    /** Returns the call if it is attended and goes on; otherwise begins it. Empty: there is no place for it. */
    Optional<AttendedCall> attend(Lease lease, String organization, Supplier<AttendedCall> begin) {
        String id = lease.callId();
        Optional<AttendedCall> call = goingOn(lease, organization, begin);
        CompletableFuture<Optional<AttendedCall>> waiting = call.isPresent() ? awaited.remove(id) : null;
        if (waiting != null) {
            waiting.complete(call);
        }
        return call;
    }

    private synchronized Optional<AttendedCall> goingOn(
            Lease lease, String organization, Supplier<AttendedCall> begin) {
        String id = lease.callId();
        AttendedCall known = calls.get(id);
        if (known != null && !known.stopped().isDone()) {
            return Optional.of(known);
        }
        if (known == null && !placesFor(lease).take(id, organization)) {
            return Optional.empty();
        }
        AttendedCall begun = begin.get();
        calls.put(id, begun);
        return Optional.of(begun);
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

    /**
     * Removes a call, and gives its place back unless the call has begun anew. The place is free only after the call is
     * gone, so that there are never more calls than places.
     */
    synchronized void remove(AttendedCall call) {
        String id = call.lease().callId();
        if (calls.remove(id, call)) {
            placesFor(call.lease()).giveBack(id);
        }
    }

    private Places placesFor(Lease lease) {
        return lease.atNoServer() ? inMemory : places;
    }
}
