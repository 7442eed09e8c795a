package dev.tandem.workers.tool.http;

import static dev.tandem.workers.tool.ToolRequests.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.tool.ToolAnswer;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.tool.ToolFault.Kind;
import dev.tandem.workers.tool.ToolRequests;
import dev.tandem.workers.tool.http.RawServer.Received;
import dev.tandem.workers.workspace.Safe;
import dev.tandem.workflows.graph.Tool.SideEffect;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Services as people really have them, on a socket. */
class HonestServicesTest {

    private static final Egress EGRESS = new Egress(EgressSettings.allowing("127.0.0.1/32"));
    private static final String JSON_TYPE = "200 OK\nContent-Type: application/json";

    private final HttpTool http = new HttpTool(EGRESS);

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void aBodyArrivesAndNoUpgradeIsOffered(String method) throws Exception {
        try (RawServer service = RawServer.always(RawServer.answer(JSON_TYPE, "{}"))) {
            run(SideEffect.NONE, "{\"method\": \"" + method + "\", \"url\": \"" + service.url() + "/\"}", "{\"a\": 1}");
            Received request = service.received.getFirst();
            assertThat(request.body()).isEqualTo("{\"a\":1}");
            assertThat(request.header("Content-Type")).isEqualTo("application/json");
            assertThat(request.head().toLowerCase(java.util.Locale.ROOT)).doesNotContain("upgrade", "http2-settings");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/html",
                "Content-Type: text/plain; charset=utf-8",
                "X-None: 1",
                "Content-Type: application/cloudevents+json",
                "Content-Type: application/vnd.api+json; version=1",
                "Content-Type: application/octet-stream",
                "Content-Type: APPLICATION/JSON"
            })
    void jsonIsReadAsJsonWhateverItsType(String type) throws Exception {
        assertThat(answered("200 OK\n" + type, "\n {\"status\": \"sent\"}\n"))
                .isEqualTo(json("{\"status\": \"sent\"}"));
        assertThat(answered("200 OK\n" + type, "[{\"id\": 1}]")).isEqualTo(json("[{\"id\": 1}]"));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, \uFEFF, application/json",
        "UTF-16LE, \uFEFF, application/json",
        "UTF-16BE, \uFEFF, text/plain",
        "UTF-16LE, '', application/json",
        "UTF-16BE, '', application/json",
        "ISO-8859-1, '', application/json; charset=iso-8859-1",
        "windows-1252, '', text/html; charset=\"windows-1252\""
    })
    void charsetsAndByteOrderMarksAreHonoured(String charset, String mark, String type) throws Exception {
        byte[] body = (mark + "{\"name\": \"Grüß Gott\"}").getBytes(Charset.forName(charset));
        assertThat(answered("200 OK\nContent-Type: " + type, body)).isEqualTo(json("{\"name\": \"Grüß Gott\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html | <!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>",
                "text/html; charset=utf-8 | Please sign in",
                "application/xml | <order><id>7</id></order>",
                "text/xml | <?xml version='1.0'?><order/>",
                "application/soap+xml | <Envelope/>",
                "application/json | <html>Bad gateway</html>",
                "text/plain | <html><body>Sign in</body></html>",
                "application/pdf | %PDF-1.7",
                "application/json | {\"status\": ",
                "application/json | {} {}",
                "image/png | x"
            })
    void whatIsMeantForABrowserIsAFailureAndNothingOfItIsTold(String type, String body) throws Exception {
        ToolFault fault = failed("200 OK\nContent-Type: " + type, body.getBytes(StandardCharsets.UTF_8));
        assertThat(fault.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(fault.getMessage()).doesNotContain("<", "Sign in", "7", "%PDF");
    }

    @Test
    void aTextMayBeSpoken() throws Exception {
        assertThat(answered("200 OK\nContent-Type: text/plain", "Workflow was started"))
                .isEqualTo(json("{\"text\": \"Workflow was started\"}"));
        assertThat(answered("200 OK\nX-None: 1", "a < b")).isEqualTo(json("{\"text\": \"a < b\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | {}",
                "[] | []",
                "null | null",
                "\"\" | \"\"",
                "0 | 0",
                "false | false",
                "'' | null",
                "' ' | null"
            })
    void whatSaysLittleIsReadAsItIs(String body, String content) throws Exception {
        assertThat(answered(JSON_TYPE, body)).isEqualTo(json(content));
    }

    @Test
    void noContentIsNull() throws Exception {
        byte[] noContent = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (RawServer service = RawServer.always(noContent)) {
            String url = "\"url\": \"" + service.url() + "/\"";
            assertThat(run(SideEffect.NONE, "{\"method\": \"DELETE\", " + url + "}", "{}")
                            .content())
                    .isEqualTo(json("null"));
            assertThat(run(SideEffect.NONE, "{" + url + ", \"result\": \"/order\"}", "{}")
                            .content())
                    .isEqualTo(json("null"));
        }
        byte[] head =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 90\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII);
        try (RawServer service = RawServer.always(head)) {
            assertThat(run(SideEffect.NONE, "{\"method\": \"HEAD\", \"url\": \"" + service.url() + "/\"}", "{}")
                            .content())
                    .isEqualTo(json("null"));
        }
    }

    @Test
    void packedAnswersAreUnpacked() throws Exception {
        byte[] body = "{\"status\": \"sent\"}".getBytes(StandardCharsets.UTF_8);
        JsonNode sent = json("{\"status\": \"sent\"}");
        assertThat(answered(JSON_TYPE + "\nContent-Encoding: gzip", gzip(body))).isEqualTo(sent);
        assertThat(answered(JSON_TYPE + "\nContent-Encoding: X-GZIP", gzip(body)))
                .isEqualTo(sent);
        assertThat(answered(JSON_TYPE + "\nContent-Encoding: deflate", deflate(body, false)))
                .isEqualTo(sent);
        assertThat(answered(JSON_TYPE + "\nContent-Encoding: deflate", deflate(body, true)))
                .isEqualTo(sent);
        assertThat(answered(JSON_TYPE + "\nContent-Encoding: deflate, gzip", gzip(deflate(body, false))))
                .isEqualTo(sent);
        assertThat(answered(JSON_TYPE + "\nContent-Encoding: identity", body)).isEqualTo(sent);
    }

    @Test
    void packedChunksAreUnpacked() throws Exception {
        byte[] packed = gzip("{\"status\": \"sent\"}".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        String head = "200 OK\nContent-Type: application/json\nContent-Encoding: gzip\nTransfer-Encoding: chunked";
        answer.writeBytes(("HTTP/1.1 " + head.replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        for (byte one : packed) {
            answer.writeBytes(new byte[] {'1', '\r', '\n', one, '\r', '\n'});
        }
        answer.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        try (RawServer service = RawServer.always(answer.toByteArray())) {
            assertThat(run(SideEffect.NONE, "{\"url\": \"" + service.url() + "/\"}", "{}")
                            .content())
                    .isEqualTo(json("{\"status\": \"sent\"}"));
        }
    }

    @Test
    void aPackedErrorIsRead() throws Exception {
        byte[] packed = gzip("{\"message\": \"That slot is taken.\"}".getBytes(StandardCharsets.UTF_8));
        ToolFault fault = failed("400 Bad\nContent-Type: application/json\nContent-Encoding: gzip", packed);
        assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
        assertThat(fault).hasMessage("That slot is taken.");
    }

    @Test
    void whatCannotBeUnpackedIsNamed() throws Exception {
        assertThat(failed(JSON_TYPE + "\nContent-Encoding: br", new byte[] {1, 2, 3}))
                .hasMessageContaining("packed with br");
        assertThat(failed(JSON_TYPE + "\nContent-Encoding: gzip", "{}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("says that it is packed with gzip");
        byte[] whole = gzip("{\"a\": \"bcdefgh\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(failed(JSON_TYPE + "\nContent-Encoding: gzip", java.util.Arrays.copyOf(whole, whole.length - 12)))
                .hasMessageContaining("says that it is packed with gzip");
    }

    @Test
    void aBombIsReadNoFurtherThanTheBound() throws Exception {
        byte[] bomb = gzip(gzip(new byte[64 * 1024 * 1024]));
        ToolFault fault = failed(JSON_TYPE + "\nContent-Encoding: gzip, gzip", bomb);
        assertThat(fault.kind()).isEqualTo(Kind.UNREADABLE);
        assertThat(fault).hasMessageContaining("1 MiB");
        assertThat(failed(JSON_TYPE + "\nContent-Encoding: gzip,gzip,gzip,gzip", bomb))
                .hasMessageContaining("3 times");
    }

    @ParameterizedTest
    @CsvSource({"301, GET, ''", "302, GET, ''", "303, GET, ''", "307, POST, {\"a\":1}", "308, POST, {\"a\":1}"})
    void redirectsAreFollowedAsBrowsersDo(int status, String method, String body) throws Exception {
        for (String location : List.of("/orders/", "SELF/orders/", "orders/")) {
            try (RawServer service = new RawServer(request -> request.line().contains(" /orders ")
                    ? RawServer.answer(
                            status + " Moved\nLocation: "
                                    + location.replace("SELF", "http://" + request.header("Host")),
                            "")
                    : RawServer.answer(JSON_TYPE, "{\"ok\": true}"))) {
                ToolAnswer answer = run(
                        SideEffect.ONCE,
                        "{\"method\": \"POST\", \"url\": \"" + service.url()
                                + "/orders\", \"headers\": {\"Authorization\": \"Bearer x\"}}",
                        "{\"a\": 1}");
                assertThat(answer.content()).isEqualTo(json("{\"ok\": true}"));
                Received second = service.received.get(1);
                assertThat(second.line()).isEqualTo(method + " /orders/ HTTP/1.1");
                assertThat(second.body()).isEqualTo(body);
                assertThat(second.header("Idempotency-Key")).isEqualTo("call-1/2/0/0");
                assertThat(second.header("Authorization")).isEqualTo("Bearer x");
                assertThat(second.header("Content-Type")).isEqualTo(body.isEmpty() ? "" : "application/json");
            }
        }
    }

    @Test
    void anotherHostIsFollowedOnlyWhereItIsNamed() throws Exception {
        try (RawServer other = RawServer.always(RawServer.answer(JSON_TYPE, "{\"other\": true}"));
                RawServer service =
                        RawServer.always(RawServer.answer("307 Moved\nLocation: " + other.url() + "/", ""))) {
            String config = "{\"url\": \"" + service.url() + "/\"";
            ToolFault fault = catchThrowableOfType(ToolFault.class, () -> run(SideEffect.NONE, config + "}", "{}"));
            assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
            assertThat(fault).hasMessageContaining(other.url()).hasMessageContaining("redirect_hosts");
            assertThat(other.received).isEmpty();

            String named = config + ", \"redirect_hosts\": [\"" + other.url().substring("http://".length()) + "\"]}";
            assertThat(run(SideEffect.NONE, named, "{}").content()).isEqualTo(json("{\"other\": true}"));
        }
    }

    @Test
    void aRedirectIsCheckedAtTheDoor() throws Exception {
        try (RawServer inside = RawServer.always(RawServer.answer(JSON_TYPE, "{\"secret\": true}"));
                RawServer service =
                        RawServer.always(RawServer.answer("302 Moved\nLocation: " + inside.url() + "/", ""))) {
            String host = inside.url().substring("http://".length());
            HttpTool narrow = new HttpTool(
                    new Egress(EgressSettings.allowing(service.url().substring("http://".length()))));
            String config = "{\"url\": \"" + service.url() + "/\", \"redirect_hosts\": [\"" + host + "\"]}";
            var tool = ToolRequests.tool("http", "{}", config, SideEffect.NONE, 10_000);
            ToolFault fault = catchThrowableOfType(
                    ToolFault.class,
                    () -> narrow.run(
                            tool, ToolRequests.call("{}"), Safe.VAULT.of(WorkspaceValues.NONE), Duration.ofSeconds(5)));
            assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
            assertThat(fault).hasMessageContaining("TANDEM_EGRESS_ALLOW");
            assertThat(inside.received).isEmpty();
        }
    }

    @Test
    void whatActedBeforeItsAnswerWasLostIsNotToldAsRefused() throws Exception {
        try (RawServer service = new RawServer(request -> request.line().startsWith("POST")
                ? RawServer.answer("303 See\nLocation: /orders/17", "")
                : RawServer.answer("500 Broken", ""))) {
            ToolFault fault = catchThrowableOfType(
                    ToolFault.class,
                    () -> run(
                            SideEffect.ONCE,
                            "{\"method\": \"POST\", \"url\": \"" + service.url() + "/orders\"}",
                            "{}"));
            assertThat(fault.kind()).isEqualTo(Kind.LOST);
            assertThat(fault).hasMessageContaining("took the request");
        }
    }

    @Test
    void successIsWhatTheConfigSaysItIs() throws Exception {
        String rule = ", \"success\": {\"pointer\": \"/success\", \"equals\": true}";
        String taken = "{\"success\": false, \"message\": \"That slot is taken.\"}";
        try (RawServer service = RawServer.always(RawServer.answer(JSON_TYPE, taken))) {
            ToolFault fault = catchThrowableOfType(
                    ToolFault.class,
                    () -> run(SideEffect.ONCE, "{\"url\": \"" + service.url() + "/\"" + rule + "}", "{}"));
            assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
            assertThat(fault).hasMessage("That slot is taken.");
        }
        try (RawServer service = RawServer.always(RawServer.answer(JSON_TYPE, "{\"success\": true}"))) {
            ToolAnswer answer = run(SideEffect.ONCE, "{\"url\": \"" + service.url() + "/\"" + rule + "}", "{}");
            assertThat(answer.content()).isEqualTo(json("{\"success\": true}"));
        }
        try (RawServer service = RawServer.always(RawServer.answer(JSON_TYPE, "{\"code\": 0.0}"))) {
            String zero = ", \"success\": {\"pointer\": \"/code\", \"equals\": 0}";
            assertThat(run(SideEffect.ONCE, "{\"url\": \"" + service.url() + "/\"" + zero + "}", "{}")
                            .warnings())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\": false, \"message\": \"That slot is taken.\"}",
                "{\"ok\": false}",
                "{\"error\": \"no\"}",
                "{\"errors\": [{\"message\": \"no\"}]}",
                "{\"results\": [{\"id\": 1}, {\"error\": \"no\"}]}",
                "{\"status\": \"error\"}"
            })
    void whatLooksLikeAFailureIsAWarning(String body) throws Exception {
        assertThat(warnings(body)).singleElement().asString().contains("config.success");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\": true}", "{\"error\": null}", "{\"error\": false, \"errors\": []}", "{\"error\": \"\"}",
                "{\"status\": \"open\"}", "[{\"error\": \"x\"}]", "{\"results\": [{\"error\": null}]}",
                        "{\"errors\": {}}"
            })
    void whatDoesNotIsNone(String body) throws Exception {
        assertThat(warnings(body)).isEmpty();
    }

    @Test
    void aListInAQueryIsSentOnceForEachElementAndInABodyAsItIs() throws Exception {
        try (RawServer service = RawServer.always(RawServer.answer(JSON_TYPE, "{}"))) {
            run(
                    SideEffect.NONE,
                    "{\"method\": \"POST\", \"url\": \"" + service.url()
                            + "/\", \"query\": {\"tag\": \"{{tags}}\", \"none\": \"{{empty}}\"}, \"body\": {\"tags\": \"{{tags}}\"}}",
                    "{\"tags\": [\"a b\", \"c\", 3], \"empty\": []}");
            Received request = service.received.getFirst();
            assertThat(request.line()).isEqualTo("POST /?tag=a%20b&tag=c&tag=3 HTTP/1.1");
            assertThat(json(request.body())).isEqualTo(json("{\"tags\": [\"a b\", \"c\", 3]}"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cookie",
                "Host",
                "Connection",
                "Keep-Alive",
                "Proxy-Authorization",
                "Proxy-Connection",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "Content-Length",
                "Expect",
                "HTTP2-Settings"
            })
    void aHeaderThatAToolCannotSetIsLeftOutWithAWarning(String name) throws Exception {
        try (RawServer service = RawServer.always(RawServer.answer(JSON_TYPE, "{}"))) {
            ToolAnswer answer = run(
                    SideEffect.NONE,
                    "{\"url\": \"" + service.url() + "/\", \"headers\": {\"" + name
                            + "\": \"smuggled\", \"X-Own\": \"7\"}}",
                    "{}");
            assertThat(service.received.getFirst().head())
                    .doesNotContain("smuggled")
                    .contains("X-Own: 7");
            assertThat(answer.warnings()).singleElement().asString().contains(name);
        }
    }

    @Test
    void onceHasAConnectionOfItsOwn() throws Exception {
        try (RawServer service = new RawServer(
                request -> request.connection() == 0 && request.line().startsWith("POST")
                        ? RawServer.CLOSE
                        : RawServer.answer(JSON_TYPE, "{}"))) {
            run(SideEffect.NONE, "{\"url\": \"" + service.url() + "/\"}", "{}");
            for (int i = 0; i < 3; i++) {
                run(SideEffect.ONCE, "{\"method\": \"POST\", \"url\": \"" + service.url() + "/\"}", "{}");
            }
            assertThat(service.received).extracting(Received::connection).containsExactly(0, 1, 2, 3);
        }
    }

    @ParameterizedTest
    @EnumSource(SideEffect.class)
    void aRequestWhoseConnectionIsClosedWithoutAnAnswerIsSentOnce(SideEffect sideEffect) throws Exception {
        try (RawServer service = new RawServer(
                request -> request.line().contains("/warm") ? RawServer.answer(JSON_TYPE, "{}") : RawServer.CLOSE)) {
            run(SideEffect.NONE, "{\"url\": \"" + service.url() + "/warm\"}", "{}");
            ToolFault fault = catchThrowableOfType(
                    ToolFault.class, () -> run(sideEffect, "{\"url\": \"" + service.url() + "/order\"}", "{}"));
            assertThat(fault.kind()).isEqualTo(Kind.LOST);
            assertThat(service.received)
                    .filteredOn(request -> request.line().contains("/order"))
                    .hasSize(1);
        }
    }

    @Test
    void whatWasNeverSentIsNotLost() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        ToolFault fault = catchThrowableOfType(
                ToolFault.class,
                () -> run(
                        SideEffect.ONCE, "{\"method\": \"POST\", \"url\": \"http://127.0.0.1:" + port + "/\"}", "{}"));
        assertThat(fault.kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource({"502, LOST", "504, LOST", "503, UNAVAILABLE", "304, REFUSED", "451, REFUSED"})
    void whatAGatewayDidNotGetMayHaveHappened(int status, Kind kind) throws Exception {
        assertThat(failed(status + " No\nContent-Type: text/html", "<html>No</html>".getBytes(StandardCharsets.UTF_8))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void aGetWithABodyIsAFaultOfItsConfig() {
        ToolFault fault = catchThrowableOfType(
                ToolFault.class,
                () -> run(SideEffect.NONE, "{\"url\": \"http://127.0.0.1:1/\", \"body\": {\"a\": 1}}", "{}"));
        assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
        assertThat(fault).hasMessageContaining("GET has no body");
    }

    @Test
    void anAddressThatIsNotPublicIsRefusedWithTheSettingThatAllowsIt() {
        HttpTool strict = new HttpTool();
        var tool = ToolRequests.tool("http", "{}", "{\"url\": \"http://localhost:7233/\"}", SideEffect.NONE, 10_000);
        ToolFault fault = catchThrowableOfType(
                ToolFault.class,
                () -> strict.run(
                        tool, ToolRequests.call("{}"), Safe.VAULT.of(WorkspaceValues.NONE), Duration.ofSeconds(5)));
        assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
        assertThat(fault).hasMessageContaining("localhost").hasMessageContaining("TANDEM_EGRESS_ALLOW");
    }

    private List<String> warnings(String body) throws Exception {
        try (RawServer service = RawServer.always(RawServer.answer(JSON_TYPE, body))) {
            return run(SideEffect.NONE, "{\"url\": \"" + service.url() + "/\"}", "{}")
                    .warnings();
        }
    }

    private JsonNode answered(String head, String body) throws Exception {
        return answered(head, body.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode answered(String head, byte[] body) throws Exception {
        try (RawServer service = RawServer.always(RawServer.answer(head, body))) {
            return run(SideEffect.NONE, "{\"url\": \"" + service.url() + "/\"}", "{}")
                    .content();
        }
    }

    private ToolFault failed(String head, byte[] body) throws Exception {
        try (RawServer service = RawServer.always(RawServer.answer(head, body))) {
            return catchThrowableOfType(
                    ToolFault.class, () -> run(SideEffect.NONE, "{\"url\": \"" + service.url() + "/\"}", "{}"));
        }
    }

    private ToolAnswer run(SideEffect sideEffect, String config, String arguments) throws InterruptedException {
        var tool = ToolRequests.tool("http", "{}", config, sideEffect, 10_000);
        return http.run(
                tool, ToolRequests.call(arguments), Safe.VAULT.of(WorkspaceValues.NONE), Duration.ofSeconds(10));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] deflate(byte[] bytes, boolean withoutHead) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out =
                new DeflaterOutputStream(packed, new Deflater(Deflater.DEFAULT_COMPRESSION, withoutHead))) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
