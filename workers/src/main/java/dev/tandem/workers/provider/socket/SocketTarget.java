package dev.tandem.workers.provider.socket;

import java.time.Duration;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * An address to which connections are opened. Targets that are equal share those that wait.
 *
 * @param provider as the document names it, for sentences
 * @param url {@code http} or {@code https}, as OkHttp writes {@code ws} and {@code wss}
 * @param headers of the handshake; their values are secrets
 * @param keepAlive what is sent while nothing else is; null: pings are enough
 * @param closing sorts the vendor's close codes
 */
public record SocketTarget(
        String provider,
        HttpUrl url,
        Map<String, String> headers,
        @Nullable KeepAlive keepAlive,
        CloseCodes closing) {

    /**
     * A vendor's own message that keeps a connection open.
     *
     * @param after time without a message from here
     */
    public record KeepAlive(Duration after, String message) {}

    public SocketTarget {
        headers = Map.copyOf(headers);
    }

    /** Leaves out the headers and the query, which may hold a key. */
    @Override
    public String toString() {
        return "SocketTarget[" + provider + ", " + url.host() + ":" + url.port() + "]";
    }
}
