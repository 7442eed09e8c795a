package dev.tandem.api.edge.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.api.ApiClient;
import dev.tandem.api.StartedProcess;
import dev.tandem.stack.junit.SharedServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Sends bodies that are large, many and slow, over sockets of its own. */
@SuppressWarnings("NullAway.Init") // set before all tests
class BodiesIT {

    private static final String KEY = "tdm_bodies_0123456789abcdefghij";
    private static final int STRANGERS = 300;
    private static final int LENGTH = 1 << 20;

    /** What each stranger sends of it: more than the buffers of a connection hold. */
    private static final int SENT = 300 * 1024;

    /** What 300 connections may cost, whose bodies together have 300 MiB. */
    private static final long MOST_HEAP = 64L << 20;

    private static final int PATIENCE_MS = 10_000;

    private static ConfigurableApplicationContext process;

    @BeforeAll
    static void start() {
        Map<String, String> settings = Map.of(
                "TANDEM_TEMPORAL_TARGET", SharedServers.temporal().target(),
                "TANDEM_BOOTSTRAP_KEY", KEY,
                "TANDEM_LIVEKIT_API_KEY", "devkey",
                "TANDEM_LIVEKIT_API_SECRET", "a-secret-of-at-least-thirty-two-characters",
                "TANDEM_TRUSTED_PROXIES", "127.0.0.1",
                "TANDEM_BODY_TIME", "PT2S",
                "TANDEM_BODY_BYTES", "3MB",
                "TANDEM_BODY_BYTES_PER_ADDRESS", "2MB");
        process = StartedProcess.start(SharedServers.postgres().newDatabase(), settings);
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void strangersAreAnsweredAtOnceAndNothingOfTheirBodiesIsKept() throws IOException {
        List<Socket> strangers = new ArrayList<>();
        try {
            long before = usedHeap();
            for (int i = 0; i < STRANGERS; i++) {
                Socket stranger = open("POST /api/workflows", "Authorization: Bearer tdm_nobody_0123456789abcdef");
                strangers.add(stranger);
                assertThat(status(stranger)).isEqualTo("HTTP/1.1 401");
                trickle(stranger, SENT);
            }
            assertThat(usedHeap() - before).isLessThan(MOST_HEAP);
            assertThat(bytesInFlight()).isZero();
        } finally {
            for (Socket stranger : strangers) {
                stranger.close();
            }
        }
    }

    @Test
    void aWebhookThatNobodySignedIsRefusedBeforeItsBody() throws IOException {
        try (Socket stranger = open("POST /api/webhooks/livekit", "Authorization: nothing")) {
            assertThat(status(stranger)).isEqualTo("HTTP/1.1 401");
        }
        try (Socket stranger = open("POST /nothing", "X-Nothing: nothing")) {
            assertThat(status(stranger)).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void anAnsweredStrangerWhoSendsOnSlowlyIsCutOff() throws IOException {
        try (Socket stranger = open("POST /api/workflows", "Authorization: Bearer tdm_nobody_0123456789abcdef")) {
            assertThat(status(stranger)).isEqualTo("HTTP/1.1 401");

            await().atMost(Duration.ofSeconds(15))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> isCutOff(stranger));
        }
    }

    @Test
    void aSlowBodyIsCutOffInTheMiddle() throws IOException {
        try (Socket slow = open("POST /api/workflows", "Authorization: Bearer " + KEY)) {
            await().until(() -> bytesInFlight() > 0);

            await().atMost(Duration.ofSeconds(15))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> isAnsweredAfter(slow, 1));

            assertThat(status(slow)).isEqualTo("HTTP/1.1 408");
            assertThat(new String(slow.getInputStream().readAllBytes(), US_ASCII))
                    .contains("/api/problems/" + "slow-body");
        }
        await().until(() -> bytesInFlight() == 0);
    }

    @Test
    void anAddressHasSoManyBytesInFlightAndNoMore() throws IOException {
        try (Socket _ = open("POST /api/workflows", "Authorization: Bearer " + KEY)) {
            await().until(() -> bytesInFlight() == LENGTH);
            try (Socket _ = open("POST /api/workflows", "Authorization: Bearer " + KEY)) {
                await().until(() -> bytesInFlight() == 2 * LENGTH);
                ApiClient api = new ApiClient(StartedProcess.address(process), KEY);

                api.post("/api/workflows", "{\"name\": \"One more\"}").problem(429, "rate-limited");
                api.get("/api/workflows").expect(200);
            }
        }
        await().until(() -> bytesInFlight() == 0);
    }

    @Test
    void allAddressesTogetherHaveSoManyBytesInFlightAndNoMore() throws IOException {
        String[] sender = {"Authorization: Bearer " + KEY, ""};
        List<Socket> bodies = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                sender[1] = "X-Forwarded-For: 203.0.113." + i;
                bodies.add(open("POST /api/workflows", String.join("\r\n", sender)));
                long expected = (i + 1L) * LENGTH;
                await().until(() -> bytesInFlight() == expected);
            }

            new ApiClient(StartedProcess.address(process), KEY)
                    .post("/api/workflows", "{\"name\": \"One more\"}")
                    .problem(503, "too-many-bodies");
        } finally {
            for (Socket body : bodies) {
                body.close();
            }
        }
        await().until(() -> bytesInFlight() == 0);
    }

    private static Socket open(String request, String header) throws IOException {
        URI address = URI.create(StartedProcess.address(process));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        socket.setSoTimeout(PATIENCE_MS);
        String head = String.join(
                "\r\n",
                request + " HTTP/1.1",
                "Host: " + address.getAuthority(),
                header,
                "Idempotency-Key: " + System.nanoTime(),
                "Content-Type: application/json",
                "Content-Length: " + LENGTH,
                "",
                "{");
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        return socket;
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), US_ASCII);
    }

    /** Sends bytes of a body, as far as the server takes them. */
    private static void trickle(Socket socket, int bytes) throws IOException {
        try {
            socket.getOutputStream().write(new byte[bytes]);
        } catch (SocketException cutOff) {
            // The server has thrown away what it wanted to.
            assertThat(cutOff).hasMessageMatching("(?i).*(broken pipe|reset|closed).*");
        }
    }

    /** Sends a byte, and says whether the server has closed the connection. */
    private static boolean isCutOff(Socket socket) throws IOException {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(' ');
            InputStream in = socket.getInputStream();
            while (in.available() > 0) {
                int read = in.read();
                if (read < 0) {
                    return true;
                }
            }
            return false;
        } catch (SocketException closed) {
            return true;
        }
    }

    private static boolean isAnsweredAfter(Socket socket, int bytes) throws IOException {
        trickle(socket, bytes);
        return socket.getInputStream().available() > 0;
    }

    private static long bytesInFlight() {
        return (long) process.getBean(MeterRegistry.class)
                .get("tandem.requests.body.bytes")
                .gauge()
                .value();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
