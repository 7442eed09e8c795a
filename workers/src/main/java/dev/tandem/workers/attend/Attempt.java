package dev.tandem.workers.attend;

import java.util.concurrent.CompletableFuture;

/** One attempt of AttendCall, as its heartbeats see it. */
final class Attempt {

    private final byte[] token;
    private final CompletableFuture<Void> confirmed = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    Attempt(byte[] token) {
        this.token = token;
    }

    byte[] token() {
        return token;
    }

    /** Completes with the first acknowledged heartbeat of this very attempt; exceptionally if the server refuses it. */
    CompletableFuture<Void> confirmed() {
        return confirmed;
    }

    /** Completes when another attempt takes its place; exceptionally when the server has given it up. */
    CompletableFuture<Void> over() {
        return over;
    }

    void acknowledged() {
        confirmed.complete(null);
    }

    void refused(RuntimeException gone) {
        over.completeExceptionally(gone);
        confirmed.completeExceptionally(gone);
    }

    void replaced() {
        over.complete(null);
        confirmed.cancel(false);
    }
}
