package dev.tandem.api.edge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentSecurityPolicyTest {

    @Test
    void letsThePageReachItsLiveKitServerAndNothingElse() {
        assertThat(ContentSecurityPolicy.allowing("ws://127.0.0.1:7880").value())
                .contains("default-src 'none'")
                .contains("connect-src 'self' ws://127.0.0.1:7880 http://127.0.0.1:7880;")
                .doesNotContain("unsafe");
    }

    @Test
    void letsThePageReachTheRegionsOfTheHostedService() {
        assertThat(ContentSecurityPolicy.allowing("wss://shop.livekit.cloud").value())
                .contains("wss://shop.livekit.cloud https://shop.livekit.cloud wss://*.livekit.cloud");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:7880", "https://rooms.example.com", "ws:rooms", "ws:// rooms"})
    void refusesWhatIsNoAddressOfALiveKitServer(String address) {
        assertThatThrownBy(() -> ContentSecurityPolicy.allowing(address)).isInstanceOf(IllegalArgumentException.class);
    }
}
