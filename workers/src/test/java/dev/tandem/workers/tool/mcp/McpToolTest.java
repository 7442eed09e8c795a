package dev.tandem.workers.tool.mcp;

import static dev.tandem.workers.tool.ToolRequests.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.workers.egress.Doorbell;
import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.egress.HostileTargets;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.tool.ToolFault.Kind;
import dev.tandem.workers.tool.ToolRequests;
import dev.tandem.workers.workspace.Safe;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.graph.Tool.SideEffect;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What real servers do seldom. */
class McpToolTest {

    private final MockWebServer server = new MockWebServer();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile CallHandler calls = McpToolTest::done;

    private volatile Function<String, MockResponse> resumed = _ -> status(405);
    private volatile int refusal;
    private volatile String moved = "";

    /** Answers a {@code tools/call}. */
    private interface CallHandler {
        MockResponse answer(JsonNode request);
    }

    @BeforeEach
    void start() throws Exception {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private MockResponse answer(RecordedRequest request) {
        JsonNode message = request.getBody() == null || request.getBody().size() == 0
                ? json("{}")
                : JsonMapper.shared().readTree(request.getBody().utf8());
        String method = message.path("method").asString(request.getMethod());
        if (!moved.isEmpty() && request.getUrl().encodedPath().equals("/mcp")) {
            return new MockResponse.Builder()
                    .code(307)
                    .addHeader("Location", moved)
                    .build();
        }
        asked.add(method);
        if (refusal > 0) {
            return status(refusal);
        }
        return switch (method) {
            case "initialize" ->
                of(
                                message,
                                "{\"protocolVersion\": \"2025-11-25\", \"capabilities\": {\"tools\": {}},"
                                        + " \"serverInfo\": {\"name\": \"s\", \"version\": \"1\"}}")
                        .newBuilder()
                        .addHeader("Mcp-Session-Id", "s" + sessions.incrementAndGet())
                        .build();
            case "tools/list" ->
                of(message, "{\"tools\": [{\"name\": \"act\", \"inputSchema\": {\"type\": \"object\"}}]}");
            case "ping" -> of(message, "{}");
            case "tools/call" -> calls.answer(message);
            case "GET" -> resumed.apply(String.valueOf(request.getHeaders().get("Last-Event-ID")));
            default -> new MockResponse.Builder().code(202).build();
        };
    }

    private static MockResponse of(JsonNode request, String result) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body("{\"jsonrpc\": \"2.0\", \"id\": " + request.path("id") + ", \"result\": " + result + "}")
                .build();
    }

    private static final String DONE = "{\"content\": [{\"type\": \"text\", \"text\": \"done\"}]}";

    private static MockResponse done(JsonNode request) {
        return of(request, DONE);
    }

    private static MockResponse status(int code) {
        return new MockResponse.Builder().code(code).build();
    }

    private static MockResponse events(String body) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body(body)
                .build();
    }

    private McpCalls calls() {
        return McpCalls.at("http://127.0.0.1:" + server.getPort() + "/mcp");
    }

    private long count(String method) {
        return asked.stream().filter(method::equals).count();
    }

    @Test
    void whatMayRunOnceIsNotSentAgainWhenTheServerForgotTheSession() {
        calls = _ -> status(404);
        try (McpCalls client = calls()) {
            ToolFault fault = client.fault(client.tool("act", SideEffect.ONCE, "{}"), "{}", McpCalls.TIMEOUT);
            assertThat(fault.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(fault).hasMessageContaining("did nothing");
        }
        assertThat(count("tools/call")).isEqualTo(1);
    }

    @Test
    void whatMayRunAgainIsSentInANewSession() throws Exception {
        calls = request -> count("tools/call") == 1 ? status(404) : done(request);
        try (McpCalls client = calls()) {
            assertThat(client.answer("act", "{}")).isEqualTo(json("{\"text\": \"done\"}"));
        }
        assertThat(count("tools/call")).isEqualTo(2);
        assertThat(sessions).hasValue(2);
    }

    @Test
    void oneSessionServesManyCallsAndIsEndedWithTheProcess() throws Exception {
        try (McpCalls client = calls()) {
            assertThat(client.answer("act", "{}")).isEqualTo(client.answer("act", "{}"));
        }
        assertThat(sessions).hasValue(1);
        assertThat(count("tools/list")).isEqualTo(1);
        assertThat(asked).last().isEqualTo("DELETE");
    }

    @Test
    void aStreamThatEndsEarlyIsResumedAndTheCallIsNotRepeated() throws Exception {
        AtomicReference<JsonNode> call = new AtomicReference<>();
        calls = request -> {
            call.set(request);
            return events("id: 7\nretry: 1\ndata:\n\n");
        };
        resumed = lastId -> events(
                "id: 8\ndata: {\"jsonrpc\": \"2.0\", \"id\": " + call.get().path("id") + ",\ndata: \"result\": "
                        + DONE.replace("done", "done from " + lastId) + "}\n\n");
        try (McpCalls client = calls()) {
            assertThat(client.answer("act", "{}")).isEqualTo(json("{\"text\": \"done from 7\"}"));
        }
        assertThat(count("tools/call")).isEqualTo(1);
    }

    @Test
    void aStreamThatBreaksOffLeavesUnknownWhatHappened() {
        calls = _ -> events(": working\n\ndata: {\"jsonrpc\": \"2.0\", \"method\": \"notifications/progress\"}\n\n");
        try (McpCalls client = calls()) {
            assertThat(client.fault("act", "{}").kind()).isEqualTo(Kind.LOST);
        }
    }

    @Test
    void whatGoesWrongBeforeTheCallLeavesNothingUnknown() {
        Map<Integer, Kind> kinds = new TreeMap<>();
        for (int status : new int[] {401, 404, 500, 502}) {
            refusal = status;
            try (McpCalls client = calls()) {
                kinds.put(status, client.fault("act", "{}").kind());
            }
        }
        assertThat(kinds)
                .isEqualTo(Map.of(401, Kind.REFUSED, 404, Kind.REFUSED, 500, Kind.UNAVAILABLE, 502, Kind.UNAVAILABLE));
        assertThat(count("tools/call")).isZero();
    }

    @Test
    void whatIsNoMessageIsNoAnswer() {
        for (String body : List.of("<html></html>", "[]", "{\"id\": 1}", "null", "{\"jsonrpc\": \"2.0\"}")) {
            calls = _ -> new MockResponse.Builder()
                    .addHeader("Content-Type", "application/json")
                    .body(body)
                    .build();
            try (McpCalls client = calls()) {
                assertThat(client.fault("act", "{}").kind()).as(body).isIn(Kind.UNREADABLE, Kind.LOST);
            }
        }
    }

    @Test
    void redirectsAreFollowedOnTheServersOwnHostOnly() throws Exception {
        moved = "/mcp/";
        try (McpCalls client = calls()) {
            assertThat(client.answer("act", "{}")).isEqualTo(json("{\"text\": \"done\"}"));
        }
        moved = "http://localhost:" + server.getPort() + "/mcp/";
        try (McpCalls client = calls()) {
            assertThat(client.fault("act", "{}")).hasMessageContaining("redirects elsewhere");
        }
    }

    @Test
    void noAddressIsReachedThatTheDoorDoesNotLeadTo() throws Exception {
        List<String> hosts = Stream.concat(HostileTargets.IPV4.stream(), HostileTargets.ODD.stream())
                .toList();
        McpTool mcp = new McpTool(new Egress(EgressSettings.PUBLIC), Set.of());
        try (Doorbell everywhere = new Doorbell(InetAddress.ofLiteral("0.0.0.0"), 0)) {
            for (String host : hosts) {
                Tool tool = ToolRequests.tool(
                        "mcp",
                        "{}",
                        "{\"url\": \"http://" + host + ":" + everywhere.port() + "/mcp\", \"tool\": \"act\"}",
                        SideEffect.NONE,
                        5_000);
                ToolFault fault = catchThrowableOfType(
                        ToolFault.class,
                        () -> mcp.run(
                                tool, ToolRequests.call("{}"), Safe.VAULT.of(WorkspaceValues.NONE), McpCalls.TIMEOUT));
                assertThat(fault.kind()).as(host).isEqualTo(Kind.REFUSED);
            }
            assertThat(everywhere.rings).hasValue(0);
        } finally {
            mcp.close();
        }
    }
}
