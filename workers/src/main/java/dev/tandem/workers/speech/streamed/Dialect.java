package dev.tandem.workers.speech.streamed;

import dev.tandem.workers.provider.socket.SocketTarget;
import java.util.List;

/**
 * What one service says and understands over one connection. It is made anew for each connection, so it may keep what
 * it has read. Called by one thread at a time.
 */
public interface Dialect {

    /** Returns where the connection goes. */
    SocketTarget target();

    /**
     * Returns the message that has the service settle at once what it has heard. A service that ignores it while nothing
     * is under way is not waited for long.
     */
    String flush();

    /**
     * Whether the service says how far it has understood the audio. Then words are complete when it has come to where
     * they were asked for, and a pause does not disturb the service's own end of turn with a flush.
     */
    default boolean tellsProgress() {
        return false;
    }

    /** Returns what is said before the connection is closed. */
    String farewell();

    /**
     * Reads one message.
     *
     * @return what it says, in order; empty for what does not matter
     * @throws RuntimeException if it is no message of this service
     */
    List<Heard> read(String message);
}
