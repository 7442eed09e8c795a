package dev.tandem.workers.provider.socket;

import dev.tandem.workers.provider.ProviderException;

/** Takes what comes over a connection. Called once at a time, on any thread; nothing in it blocks. */
public interface SocketListener {

    /** Takes a text message. */
    void text(String message);

    /** Takes a binary message. The array is the listener's. */
    default void binary(byte[] message) {}

    /**
     * Learns that the connection is over, without its having been closed here. Nothing follows.
     *
     * @param fault says why, in a sentence without secrets
     */
    void lost(ProviderException fault);
}
