package dev.tandem.vendors;

import java.io.IOException;
import okio.ByteString;

/**
 * What a vendor's server does with a WebSocket. Called by one thread of its own, in order. What takes long while more
 * must be heard (speech that can be cancelled) belongs on another thread. An {@link IOException} ends the conversation.
 */
public interface Conversation {

    default void opened(Wire wire) throws IOException {}

    void text(Wire wire, String text) throws IOException;

    default void binary(Wire wire, ByteString bytes) throws IOException {}

    /** The client has closed, or is gone. */
    default void closed(Wire wire) {}
}
