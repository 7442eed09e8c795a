package dev.tandem.api;

import com.google.protobuf.InvalidProtocolBufferException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitRtc.SignalResponse;
import org.jspecify.annotations.Nullable;

/** A caller who is in a LiveKit room as far as the server knows: they signal, but send no media. */
public final class SignalledCaller implements WebSocket.Listener, AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private volatile boolean joined;
    private volatile @Nullable DisconnectReason sentOut;
    private @Nullable WebSocket socket;

    private SignalledCaller() {}

    /** @param call the answer to the request that started it */
    public static SignalledCaller join(ApiClient.Answer call) {
        return join(call.text("/livekit/url"), call.text("/livekit/token"));
    }

    /** @param url of the LiveKit server */
    public static SignalledCaller join(String url, String token) {
        SignalledCaller caller = new SignalledCaller();
        URI signalling = URI.create(url + "/rtc?protocol=15&access_token=" + token);
        caller.socket =
                caller.http.newWebSocketBuilder().buildAsync(signalling, caller).join();
        return caller;
    }

    public boolean hasJoined() {
        return joined;
    }

    /** Returns why the server disconnected the caller; empty if it has not. */
    public Optional<DisconnectReason> sentOut() {
        return Optional.ofNullable(sentOut);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer message, boolean last) {
        try {
            SignalResponse response = SignalResponse.parseFrom(message);
            joined |= response.hasJoin();
            if (response.hasLeave()) {
                sentOut = response.getLeave().getReason();
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the server sends whole messages", e);
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
        http.close();
    }
}
