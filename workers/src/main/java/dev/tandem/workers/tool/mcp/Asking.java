package dev.tandem.workers.tool.mcp;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request under way: says how it is sent, and gives it up. It goes along in the context of the SDK's publishers. */
final class Asking {

    private final long end;
    private final boolean once;
    private final String idempotencyKey;
    private @Nullable Object id;
    private @Nullable Runnable stop;
    private boolean stopped;

    private Asking(long end, boolean once, String idempotencyKey) {
        this.end = end;
        this.once = once;
        this.idempotencyKey = idempotencyKey;
    }

    /** Returns how a request is sent that may be sent again: it asks what there is. */
    static Asking until(long end) {
        return new Asking(end, false, "");
    }

    static Asking within(Duration limit) {
        return until(System.nanoTime() + limit.toNanos());
    }

    /**
     * Returns how a tool's call is sent.
     *
     * @param end as {@link System#nanoTime} tells it
     * @param once whether it has a connection of its own, on which it is sent once
     * @param key the same in every attempt
     */
    static Asking call(long end, boolean once, String key) {
        return new Asking(end, once, key);
    }

    /** Returns the nanoseconds that are left, at least 1. */
    long left() {
        return Math.max(1, end - System.nanoTime());
    }

    /** Returns when it is over, as {@link System#nanoTime} tells it. */
    long end() {
        return end;
    }

    boolean once() {
        return once;
    }

    /** Returns the call's key; empty: the request is no call. */
    String idempotencyKey() {
        return idempotencyKey;
    }

    /** Notes that the request was given an id and is under way. */
    synchronized void begun(Object requestId, Runnable stopping) {
        id = requestId;
        stop = stopping;
        if (stopped) {
            stopping.run();
        }
    }

    /** Stops waiting for the answer. Returns the id of the request, if it was under way. */
    synchronized Optional<Object> giveUp() {
        stopped = true;
        if (stop != null) {
            stop.run();
        }
        return Optional.ofNullable(id);
    }

    synchronized boolean isGivenUp() {
        return stopped;
    }
}
