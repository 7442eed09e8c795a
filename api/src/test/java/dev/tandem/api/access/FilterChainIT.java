package dev.tandem.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** Checks what the filter chain does beside the checks of each route. */
class FilterChainIT extends ApiTest {

    private static final int PATIENCE_MS = 5_000;

    @LocalManagementPort
    private int managementPort;

    @Test
    void whoAsksIsKnownBeforeABodyIsRead() throws IOException {
        assertThat(statusBeforeTheBody("tdm_nobody_0123456789abcdef")).isEqualTo("HTTP/1.1 401 ");
        String viewer = api.post("/api/api-keys", "{\"name\": \"Low\", \"role\": \"viewer\"}")
                .expect(201)
                .text("/key");
        assertThat(statusBeforeTheBody(viewer)).isEqualTo("HTTP/1.1 403 ");
    }

    @Test
    void answersHaveNoHeadersThatNobodyAskedFor() {
        Set<String> refused =
                client("").get("/api/workflows").response().headers().map().keySet();
        Set<String> answered =
                api.get("/api/workflows").response().headers().map().keySet();

        assertThat(refused)
                .contains("www-authenticate", "x-request-id")
                .doesNotContain("set-cookie", "x-frame-options", "expires", "pragma", "cache-control");
        assertThat(answered).doesNotContain("set-cookie", "x-frame-options", "expires", "pragma", "x-xss-protection");
    }

    @Test
    void aPreflightRequestNeedsAKeyToo() {
        client("")
                .send(client("")
                        .request("/api/workflows")
                        .header("Origin", "https://elsewhere.example")
                        .header("Access-Control-Request-Method", "POST")
                        .method("OPTIONS", BodyPublishers.noBody()))
                .problem(401, "unauthorized");
    }

    @Test
    void theManagementPortAnswersItsOwnEndpointsWithoutAKeyAndNothingOfTheApi() {
        ApiClient management = new ApiClient("http://127.0.0.1:" + managementPort, "");

        management.get("/actuator/health").expect(200);
        assertThat(management.get("/api/workflows").status()).isEqualTo(401);
        assertThat(new ApiClient("http://127.0.0.1:" + managementPort, KEY)
                        .get("/api/workflows")
                        .status())
                .isEqualTo(404);
    }

    private String statusBeforeTheBody(String key) throws IOException {
        URI address = api.request("/").build().uri();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            String head = String.join(
                    "\r\n",
                    "POST /api/workflows HTTP/1.1",
                    "Host: " + address.getAuthority(),
                    "Authorization: Bearer " + key,
                    "Idempotency-Key: one",
                    "Content-Type: application/json",
                    "Content-Length: 1000",
                    "",
                    "");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes("HTTP/1.1 401 ".length()), StandardCharsets.US_ASCII);
        }
    }
}
