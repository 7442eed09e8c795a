package dev.tandem.api.livekit.tokens;

import dev.tandem.api.http.problem.ApiProblem;
import io.livekit.server.AccessToken;
import io.livekit.server.CanPublish;
import io.livekit.server.CanPublishData;
import io.livekit.server.CanSubscribe;
import io.livekit.server.RoomJoin;
import io.livekit.server.RoomName;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Makes tokens that let a caller or an operator into the room of one call. */
@Component
public class LiveKitTokens {

    private static final String CALLER = "caller";

    /** An operator who took a call over may stay for an hour. Whoever needs longer takes it over again. */
    private static final Duration OPERATOR_STAYS = Duration.ofHours(1);

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

    /** @throws ApiProblem 503 if this installation has no LiveKit server */
    public RoomAccess caller(String room, Duration validity) {
        return participant(room, CALLER, validity);
    }

    /**
     * @param identity a name that no agent takes for its caller
     * @throws ApiProblem 503 if this installation has no LiveKit server
     */
    public RoomAccess operator(String room, String identity) {
        return participant(room, identity, OPERATOR_STAYS);
    }

    private RoomAccess participant(String room, String identity, Duration validity) {
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
                new CanPublish(true),
                new CanSubscribe(true),
                new CanPublishData(true));
        return new RoomAccess(url, room, token.toJwt());
    }
}
