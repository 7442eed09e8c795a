package dev.tandem.workers.room.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentTokenTest {

    private static final LiveKitSettings SETTINGS = new LiveKitSettings("ws://127.0.0.1:9", "key", "secret");

    @Test
    void letsAnAgentJoinOneRoomAndSetItsOwnAttributes() {
        var now = Instant.now();
        var token = AgentToken.of(
                SETTINGS, "room-1", "agent", Map.of("lk.agent.state", "initializing"), AgentToken.later(now));

        var claims = JWT.require(Algorithm.HMAC256("secret")).build().verify(token);
        assertThat(claims.getIssuer()).isEqualTo("key");
        assertThat(claims.getSubject()).isEqualTo("agent");
        assertThat(claims.getClaim("kind").asString()).isEqualTo("agent");
        assertThat(claims.getClaim("attributes").asMap()).containsEntry("lk.agent.state", "initializing");
        assertThat(claims.getClaim("video").asMap())
                .containsEntry("room", "room-1")
                .containsEntry("roomJoin", true)
                .containsEntry("canUpdateOwnMetadata", true);
        assertThat(claims.getExpiresAtAsInstant()).isAfter(now.plusSeconds(3600));
    }

    @Test
    void neitherSettingsNorErrorsShowSecrets() {
        var token = AgentToken.of(SETTINGS, "room-1", "agent", Map.of(), AgentToken.later(Instant.now()));

        assertThat(SETTINGS.toString()).doesNotContain("secret");
        assertThat(Connection.withoutTokens("401 - invalid token: " + token + ", error: no such key"))
                .isEqualTo("401 - invalid token: (token), error: no such key");
    }
}
