package dev.tandem.workers.tool.http;

import static dev.tandem.workers.tool.ToolRequests.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.tool.ToolFault.Kind;
import dev.tandem.workers.tool.ToolRequests;
import dev.tandem.workers.workspace.OpenWorkspace;
import dev.tandem.workers.workspace.Safe;
import dev.tandem.workers.workspace.UnavailableVariableException;
import dev.tandem.workflows.graph.Tool.SideEffect;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class HttpToolTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Egress EGRESS = new Egress(EgressSettings.allowing("127.0.0.1/32"));

    private final HttpTool http = new HttpTool(EGRESS);

    @Test
    void putsArgumentsInPathAndQuery() throws Exception {
        try (LocalServer server = new LocalServer(LocalServer.json("{\"status\": \"sent\"}"))) {
            JsonNode answer = run(
                    "{\"url\": \"" + server.url() + "/orders/{{id}}?view=full\", \"query\": {\"lang\": \"{{lang}}\"}}",
                    "{\"id\": \"A1234\", \"lang\": \"en\"}");
            assertThat(answer).isEqualTo(json("{\"status\": \"sent\"}"));
            assertThat(server.seen)
                    .containsExactly(
                            new LocalServer.Seen("GET", "/orders/A1234?view=full&lang=en", "", "call-1/2/0/0"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, /o/a%2Fb",
        "a?b=c&d#e, /o/a%3Fb%3Dc%26d%23e",
        "../admin, /o/..%2Fadmin",
        "a b%2F, /o/a%20b%252F",
        "ü, /o/%C3%BC"
    })
    void letsNoArgumentLeaveItsPlaceInTheUrl(String argument, String expected) throws Exception {
        try (LocalServer server = new LocalServer(LocalServer.json("{}"))) {
            run("{\"url\": \"" + server.url() + "/o/{{id}}\"}", "{\"id\": \"" + argument + "\"}");
            assertThat(server.seen).extracting(LocalServer.Seen::uri).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", ""})
    void refusesArgumentsThatClimbInThePath(String argument) throws Exception {
        try (LocalServer server = new LocalServer(LocalServer.json("{}"))) {
            ToolFault fault = fault("{\"url\": \"" + server.url() + "/o/{{id}}/x\"}", "{\"id\": \"" + argument + "\"}");
            assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
            assertThat(server.seen).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://{{id}}/x", "http://shop.{{id}}/x", "{{id}}", "file:///etc/passwd", "http://a#{{id}}"})
    void refusesUrlsWhoseHostAnArgumentCouldChoose(String url) {
        assertThat(fault("{\"url\": \"" + url + "\"}", "{\"id\": \"example.com\"}"))
                .hasMessageContaining("url must be");
    }

    @Test
    void letsNoArgumentAddAHeader() throws Exception {
        try (LocalServer server = new LocalServer(LocalServer.json("{}"))) {
            ToolFault fault = fault(
                    "{\"url\": \"" + server.url() + "/\", \"headers\": {\"X-Customer\": \"{{id}}\"}}",
                    "{\"id\": \"a\\r\\nX-Admin: 1\"}");
            assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
            assertThat(server.seen).isEmpty();
        }
    }

    @Test
    void fillsABodyWithoutBreakingItsJson() throws Exception {
        try (LocalServer server = new LocalServer(LocalServer.json("{}"))) {
            run("""
                    {"method": "post", "url": "%s/", "body":
                     {"note": "Said: {{note}}", "count": "{{count}}", "gone": "{{gone}}", "tags": ["{{note}}"]}}
                    """.formatted(server.url()), "{\"note\": \"a\\\", \\\"admin\\\": \\\"1\", \"count\": 3}");
            assertThat(json(server.seen.getFirst().body())).isEqualTo(json("""
                            {"note": "Said: a\\", \\"admin\\": \\"1", "count": 3, "tags": ["a\\", \\"admin\\": \\"1"]}
                            """));
        }
    }

    @Test
    void sendsAllArgumentsWhereAPostSaysNothingElse() throws Exception {
        try (LocalServer server = new LocalServer(LocalServer.json("{}"))) {
            run("{\"method\": \"POST\", \"url\": \"" + server.url() + "/\"}", "{\"a\": 1}");
            assertThat(json(server.seen.getFirst().body())).isEqualTo(json("{\"a\": 1}"));
        }
    }

    @Test
    void selectsAPartOfTheAnswer() throws Exception {
        try (LocalServer server =
                new LocalServer(LocalServer.json("{\"data\": {\"items\": [{\"day\": \"Monday\"}]}}"))) {
            String url = "\"url\": \"" + server.url() + "/\"";
            assertThat(run("{" + url + ", \"result\": \"/data/items/0\"}", "{}"))
                    .isEqualTo(json("{\"day\": \"Monday\"}"));
            assertThat(run("{" + url + ", \"result\": {\"on\": \"/data/items/0/day\"}}", "{}"))
                    .isEqualTo(json("{\"on\": \"Monday\"}"));
            assertThat(fault("{" + url + ", \"result\": \"/nothing\"}", "{}")).hasMessageContaining("/nothing");
        }
    }

    @Test
    void wrapsTextAndTakesAnEmptyAnswer() throws Exception {
        try (LocalServer server = new LocalServer(exchange -> LocalServer.answer(
                exchange,
                200,
                "text/plain; charset=utf-8",
                exchange.getRequestURI().getPath().equals("/empty") ? "" : "Grüß Gott"))) {
            assertThat(run("{\"url\": \"" + server.url() + "/\"}", "{}")).isEqualTo(json("{\"text\": \"Grüß Gott\"}"));
            assertThat(run("{\"url\": \"" + server.url() + "/empty\"}", "{}")).isEqualTo(json("null"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"message\": \"There is no order A9999.\"} | REFUSED | There is no order A9999.",
                "400 | {\"error\": {\"message\": \"Bad id\"}} | REFUSED | Bad id",
                "503 | {\"error\": \"Closed for today\"} | UNAVAILABLE | Closed for today",
                "429 | [] | UNAVAILABLE | status 429",
                "500 | not json | UNAVAILABLE | status 500",
            })
    void tellsWhatTheServiceSaidOfAnError(int status, String body, Kind kind, String message) throws Exception {
        try (LocalServer server =
                new LocalServer(exchange -> LocalServer.answer(exchange, status, "application/json", body))) {
            ToolFault fault = fault("{\"url\": \"" + server.url() + "/\"}", "{}");
            assertThat(fault.kind()).isEqualTo(kind);
            assertThat(fault).hasMessageContaining(message);
        }
    }

    @Test
    void refusesJsonThatIsNone() throws Exception {
        try (LocalServer server = new LocalServer(LocalServer.json("{\"status\": "))) {
            ToolFault fault = fault("{\"url\": \"" + server.url() + "/\"}", "{}");
            assertThat(fault.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(fault).hasMessageContaining("JSON");
        }
    }

    @Test
    void stopsReadingAnAnswerWithoutEnd() throws Exception {
        try (LocalServer server = new LocalServer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[64 * 1024];
            OutputStream body = exchange.getResponseBody();
            for (int i = 0; i < 10_000; i++) {
                body.write(chunk);
            }
        })) {
            ToolFault fault = fault("{\"url\": \"" + server.url() + "/\"}", "{}");
            assertThat(fault.kind()).isEqualTo(Kind.UNREADABLE);
            assertThat(fault).hasMessageContaining("1 MiB");
        }
    }

    @Test
    void noticesAnAnswerThatBreaksOff() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = Thread.startVirtualThread(() -> answerHalf(listener));
            ToolFault fault = fault("{\"url\": \"http://127.0.0.1:" + listener.getLocalPort() + "/\"}", "{}");
            assertThat(fault.kind()).isEqualTo(Kind.LOST);
            server.join();
        }
    }

    @Test
    void noticesAServiceThatIsNotThere() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(fault("{\"url\": \"http://127.0.0.1:" + port + "/\"}", "{}").kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void waitsNoLongerThanItsTimeForAnAnswer() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (LocalServer server = new LocalServer(exchange -> awaitQuietly(done))) {
            ToolFault fault = fault("{\"url\": \"" + server.url() + "/\", \"timeout_ms\": 100}", "{}");
            assertThat(fault.kind()).isEqualTo(Kind.LOST);
            done.countDown();
        }
    }

    @Test
    void endsWhenItIsInterruptedInTheMiddleOfAnAnswer() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (LocalServer server = new LocalServer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            half.countDown();
            awaitQuietly(done);
        })) {
            CountDownLatch interrupted = new CountDownLatch(1);
            Thread tool = Thread.startVirtualThread(() -> {
                try {
                    run("{\"url\": \"" + server.url() + "/\"}", "{}");
                } catch (InterruptedException cancelled) {
                    interrupted.countDown();
                }
            });
            half.await();
            tool.interrupt();
            tool.join();
            assertThat(interrupted.getCount()).isZero();
            done.countDown();
        }
    }

    @Test
    void followsRedirectsOnTheSameHostOnly() throws Exception {
        try (LocalServer other = new LocalServer(LocalServer.json("{\"secret\": true}"));
                LocalServer server = new LocalServer(exchange -> {
                    String path = exchange.getRequestURI().getPath();
                    if (path.equals("/here")) {
                        LocalServer.answer(exchange, 200, "application/json", "{\"moved\": true}");
                    } else {
                        exchange.getResponseHeaders()
                                .set("Location", path.equals("/away") ? other.url() + "/" : "/here");
                        exchange.sendResponseHeaders(302, -1);
                    }
                })) {
            assertThat(run("{\"url\": \"" + server.url() + "/old\"}", "{}")).isEqualTo(json("{\"moved\": true}"));
            assertThat(fault("{\"url\": \"" + server.url() + "/away\"}", "{}")).hasMessageContaining("elsewhere");
            assertThat(other.seen).isEmpty();
        }
    }

    @Test
    void putsWorkspaceVariablesWhereverAnArgumentMayStand() throws Exception {
        OpenWorkspace workspace = Safe.VAULT.of(Safe.holding(Map.of("key", "canary{{id}}", "tag", "a/b c-efgh")));
        try (LocalServer server = new LocalServer(LocalServer.json("{}"))) {
            run("""
                    {"method": "POST", "url": "%s/{{workspace.tag}}/{{id}}", "query": {"t": "{{workspace.tag}}"},
                     "headers": {"Idempotency-Key": "{{workspace.key}}"}, "body": {"k": "{{workspace.key}} {{id}}"}}
                    """.formatted(server.url()), "{\"id\": \"7\"}", workspace);
            assertThat(server.seen)
                    .containsExactly(new LocalServer.Seen(
                            "POST",
                            "/a%2Fb%20c-efgh/7?t=a%2Fb%20c-efgh",
                            "{\"k\":\"canary{{id}} 7\"}",
                            "canary{{id}}"));
        }
    }

    @Test
    void asksNobodyWhereAWorkspaceVariableIsMissing() throws Exception {
        try (LocalServer server = new LocalServer(LocalServer.json("{}"))) {
            assertThatThrownBy(() -> run(
                            "{\"url\": \"" + server.url() + "/\", \"query\": {\"k\": \"{{workspace.gone}}\"}}", "{}"))
                    .isInstanceOf(UnavailableVariableException.class)
                    .hasMessageContaining("\"gone\"");
            assertThat(server.seen).isEmpty();
        }
    }

    @Test
    void hidesASecretThatTheServiceRepeatsBeforeItCutsTheServicesWords() throws Exception {
        String canary = "canary-" + "4f9c2b".repeat(20);
        OpenWorkspace workspace = Safe.VAULT.of(Safe.holding(Map.of("key", canary)));
        String body = "{\"message\": \"" + ".".repeat(250) + canary.replace("c", "\\u0063") + "\"}";
        try (LocalServer server =
                new LocalServer(exchange -> LocalServer.answer(exchange, 403, "application/json", body))) {
            ToolFault fault = catchThrowableOfType(
                    ToolFault.class,
                    () -> run(
                            "{\"url\": \"" + server.url() + "/\", \"headers\": {\"X-Key\": \"{{workspace.key}}\"}}",
                            "{}",
                            workspace));
            assertThat(fault).hasMessageContaining("[secret key]").hasMessageNotContaining("canary");
        }
    }

    private JsonNode run(String config, String arguments) throws InterruptedException {
        return run(config, arguments, Safe.VAULT.of(WorkspaceValues.NONE));
    }

    private JsonNode run(String config, String arguments, OpenWorkspace workspace) throws InterruptedException {
        var tool = ToolRequests.tool("http", "{}", config, SideEffect.NONE, 10_000);
        return http.run(tool, ToolRequests.call(arguments), workspace, TIMEOUT).content();
    }

    private ToolFault fault(String config, String arguments) {
        return catchThrowableOfType(ToolFault.class, () -> run(config, arguments));
    }

    private static void answerHalf(ServerSocket listener) {
        try (Socket socket = listener.accept()) {
            int _ = socket.getInputStream().read();
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":"
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }
}
