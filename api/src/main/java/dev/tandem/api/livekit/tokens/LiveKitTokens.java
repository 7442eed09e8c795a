package dev.tandem.api.livekit.tokens;

import dev.tandem.api.http.problem.ApiProblem;
import io.livekit.server.AccessToken;
import io.livekit.server.CanPublish;
import io.livekit.server.CanPublishData;
import io.livekit.server.CanPublishSources;
import io.livekit.server.CanSubscribe;
import io.livekit.server.CanUpdateOwnMetadata;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Makes tokens that let a caller or an operator into the room of one call. */
@Component
public class LiveKitTokens {

    /** Whom agents take for the caller. */
    public static final String CALLER = "caller";

    private static final String VOICE = "voice";

    /** The only track that a caller or an operator may publish. */
    private static final List<String> MICROPHONE = List.of("microphone");

    /** A caller joins soon after the token is made. LiveKit gives whoever has joined fresh ones, to reconnect with. */
    private static final Duration CALLER_JOINS = Duration.ofMinutes(10);

    /** An operator joins at once; another token can be had for as long as the operator has the call. */
    private static final Duration OPERATOR_JOINS = Duration.ofMinutes(1);

    private final String url;
    private final String key;
    private final String secret;

    LiveKitTokens(
            @Value("${tandem.livekit.public-url}") String url,
            @Value("${tandem.livekit.api-key}") String key,
            @Value("${tandem.livekit.api-secret}") String secret) {
        this.url = url;
        this.key = key;
        this.secret = secret;
    }

    /** @param token JWT of one participant */
    public record RoomAccess(String url, String room, String token) {}

    /**
     * Makes a token that a caller can join with for ten minutes. It allows a microphone, unless the call is a chat, and
     * typed words.
     *
     * @throws ApiProblem 503 if this installation has no LiveKit server
     */
    public RoomAccess caller(String room, String channel) {
        return participant(room, CALLER, CALLER_JOINS, channel.equals(VOICE));
    }

    /**
     * @param identity a name that no agent takes for its caller
     * @throws ApiProblem 503 if this installation has no LiveKit server
     */
    public RoomAccess operator(String room, String identity) {
        return participant(room, identity, OPERATOR_JOINS, true);
    }

    private RoomAccess participant(String room, String identity, Duration validity, boolean speaks) {
        if (key.isEmpty() || secret.isEmpty()) {
            throw ApiProblem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "livekit-not-configured",
                    "No LiveKit server is configured: set TANDEM_LIVEKIT_URL, TANDEM_LIVEKIT_API_KEY and"
                            + " TANDEM_LIVEKIT_API_SECRET, and start the api again.");
        }
        AccessToken token = new AccessToken(key, secret);
        token.setIdentity(identity);
        token.setTtl(validity.toMillis());
        token.addGrants(
                new RoomJoin(true),
                new RoomName(room),
                new CanPublish(speaks),
                new CanPublishSources(MICROPHONE),
                new CanSubscribe(true),
                new CanPublishData(true),
                new CanUpdateOwnMetadata(false));
        return new RoomAccess(url, room, token.toJwt());
    }
}
