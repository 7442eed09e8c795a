package dev.tandem.workers.provider.socket;

import dev.tandem.workers.provider.ProviderException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what came over a connection. */
final class HeardSocket implements SocketListener {

    private static final long PATIENCE_S = 10;

    final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    final CompletableFuture<ProviderException> lost = new CompletableFuture<>();

    @Override
    public void text(String message) {
        messages.add(message);
    }

    @Override
    public void binary(byte[] message) {
        messages.add(message.length + " bytes");
    }

    @Override
    public void lost(ProviderException fault) {
        lost.complete(fault);
    }

    String next() throws InterruptedException {
        return String.valueOf(messages.poll(PATIENCE_S, TimeUnit.SECONDS));
    }

    ProviderException fault() throws Exception {
        return lost.get(PATIENCE_S, TimeUnit.SECONDS);
    }
}
