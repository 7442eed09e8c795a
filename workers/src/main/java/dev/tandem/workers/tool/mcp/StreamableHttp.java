package dev.tandem.workers.tool.mcp;

import dev.tandem.workers.tool.SentRequest;
import dev.tandem.workers.tool.ToolFault;
import dev.tandem.workers.tool.ToolFault.Kind;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Speaks Streamable HTTP (specification of 2025-11-25, Transports) through the egress door: each message is a POST, whose
 * answer is JSON or a stream of events. It opens no stream beside: what a server says without being asked is not needed.
 */
final class StreamableHttp extends ServerTransport {

    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = "MCP-Protocol-Version";

    /** The door's own limit stands behind the request's own, which also tells the server. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final int MOST_RESUMPTIONS = 20;

    private final OkHttpClient client;
    private final McpServer.Web server;
    private volatile HttpUrl url;
    private volatile String session = "";
    private volatile String version = "";

    StreamableHttp(OkHttpClient client, McpServer.Web server) {
        // Its own connections: those of a server that was restarted are dead, and a new session must not meet them.
        this.client = client.newBuilder().connectionPool(new ConnectionPool()).build();
        this.server = server;
        this.url = server.url();
    }

    @Override
    void send(JSONRPCMessage message, Asking asking) throws InterruptedException {
        Object id = message instanceof JSONRPCRequest request ? request.id() : "";
        SentRequest sent = new SentRequest();
        OkHttpClient.Builder own = client.newBuilder().eventListener(sent);
        if (asking.once()) {
            own.connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS));
        }
        OkHttpClient door = own.build();
        Request request = request(asking)
                .header("Accept", "application/json, text/event-stream")
                .post(RequestBody.create(written(message)))
                .header("Content-Type", "application/json")
                .build();
        try (Response first = execute(door.newCall(request), id, asking)) {
            Optional<HttpUrl> elsewhere = movedTo(first);
            if (elsewhere.isEmpty()) {
                take(first, message, door, asking);
                return;
            }
            url = elsewhere.get();
        } catch (IOException broken) {
            throw sent.fault(broken);
        }
        try (Response second =
                execute(door.newCall(request.newBuilder().url(url).build()), id, asking)) {
            take(second, message, door, asking);
        } catch (IOException broken) {
            throw sent.fault(broken);
        }
    }

    private Request.Builder request(Asking asking) {
        Request.Builder request = new Request.Builder().url(url).headers(server.headers());
        request.header("User-Agent", "Tandem");
        Map.of(SESSION, session, VERSION, version, "Idempotency-Key", asking.idempotencyKey())
                .forEach((name, value) -> {
                    if (!value.isEmpty()) {
                        request.header(name, value);
                    }
                });
        return request;
    }

    private static Response execute(Call call, Object id, Asking asking) throws IOException {
        call.timeout().timeout(asking.left() + GRACE.toNanos(), TimeUnit.NANOSECONDS);
        asking.begun(id, call::cancel);
        return call.execute();
    }

    /** Returns where a server has moved to on its own host: many answer /mcp with a redirect to /mcp/. */
    private Optional<HttpUrl> movedTo(Response response) {
        if (response.code() != 307 && response.code() != 308) {
            return Optional.empty();
        }
        HttpUrl to = url.resolve(Objects.requireNonNullElse(response.header("Location"), ""));
        if (to == null || !to.host().equals(url.host()) || to.port() != url.port() || to.isHttps() != url.isHttps()) {
            throw new ToolFault(
                    Kind.REFUSED,
                    "the MCP server redirects elsewhere, which is not followed; put the final url in the tool's"
                            + " config");
        }
        return Optional.of(to);
    }

    private void take(Response response, JSONRPCMessage message, OkHttpClient door, Asking asking)
            throws IOException, InterruptedException {
        requireGood(response);
        String given = response.header(SESSION);
        if (given != null) {
            session = given;
        }
        if (!(message instanceof JSONRPCRequest request)) {
            return;
        }
        JSONRPCResponse answer = isStream(response)
                ? streamed(response, request, door, asking)
                : answer(new String(bounded(response), StandardCharsets.UTF_8), request)
                        .orElseThrow(StreamableHttp::noAnswer);
        if (request.method().equals(McpSchema.METHOD_INITIALIZE)
                && answer.result() instanceof Map<?, ?> result
                && result.get("protocolVersion") instanceof String agreed) {
            version = agreed;
        }
        received(answer);
    }

    private void requireGood(Response response) {
        int status = response.code();
        boolean isInSession = !session.isEmpty();
        if (status >= 200 && status < 300) {
            return;
        }
        if (isInSession && (status == 404 || status == 400)) {
            // 404 says the specification; servers of the TypeScript SDK's examples answer 400.
            throw new ForgottenSessionException();
        }
        throw new ToolFault(
                Kind.ofStatus(status),
                switch (status) {
                    case 401, 403 ->
                        "the MCP server does not accept who asks (status " + status
                                + "); check the headers in the tool's config";
                    case 400, 404, 405, 406 ->
                        "there is no MCP server at the url that speaks Streamable HTTP (status " + status + ")";
                    default -> "the MCP server answered with status " + status;
                });
    }

    private static boolean isStream(Response response) {
        return Objects.requireNonNullElse(response.header("Content-Type"), "")
                .toLowerCase(Locale.ROOT)
                .startsWith("text/event-stream");
    }

    private static byte[] bounded(Response response) throws IOException {
        byte[] bytes = response.body().byteStream().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw EventStream.tooLarge();
        }
        return bytes;
    }

    /** Returns the answer to a request, if a message is that; passes all others on. */
    private Optional<JSONRPCResponse> answer(String text, JSONRPCRequest request) {
        JSONRPCMessage message;
        try {
            message = read(text);
        } catch (IOException noMessage) {
            throw new ToolFault(
                    Kind.UNREADABLE, "the server's answer is no message of the Model Context Protocol", noMessage);
        }
        if (message instanceof JSONRPCResponse response && request.id().equals(response.id())) {
            return Optional.of(response);
        }
        received(message);
        return Optional.empty();
    }

    /**
     * Reads a stream until the answer. A server may end a stream early and be asked for the rest of it, which repeats
     * nothing.
     */
    private JSONRPCResponse streamed(Response response, JSONRPCRequest request, OkHttpClient door, Asking asking)
            throws IOException, InterruptedException {
        EventStream events = new EventStream(response.body().source(), "");
        Optional<JSONRPCResponse> answer = answer(events, request);
        for (int i = 0; answer.isEmpty() && i < MOST_RESUMPTIONS; i++) {
            if (events.lastId().isEmpty() || asking.isGivenUp()) {
                throw noAnswer();
            }
            String lastId = events.lastId();
            TimeUnit.MILLISECONDS.sleep(Math.min(events.retryMillis(), TimeUnit.NANOSECONDS.toMillis(asking.left())));
            Request rest = request(asking)
                    .header("Accept", "text/event-stream")
                    .header("Last-Event-ID", lastId)
                    .build();
            try (Response resumed = execute(door.newCall(rest), request.id(), asking)) {
                if (resumed.code() != 200 || !isStream(resumed)) {
                    throw noAnswer();
                }
                events = new EventStream(resumed.body().source(), lastId);
                answer = answer(events, request);
            }
        }
        return answer.orElseThrow(StreamableHttp::noAnswer);
    }

    private Optional<JSONRPCResponse> answer(EventStream events, JSONRPCRequest request) throws IOException {
        while (true) {
            Optional<String> event = events.next();
            if (event.isEmpty()) {
                return Optional.empty();
            }
            Optional<JSONRPCResponse> answer = answer(event.get(), request);
            if (answer.isPresent()) {
                return answer;
            }
        }
    }

    private static ToolFault noAnswer() {
        return new ToolFault(Kind.LOST, "the MCP server's answer broke off");
    }

    @Override
    boolean isOpen() {
        return true;
    }

    @Override
    void end() {
        if (!session.isEmpty()) {
            sayFarewell();
        }
        client.connectionPool().evictAll();
    }

    private void sayFarewell() {
        Asking farewell = Asking.within(FAREWELL);
        try (Response response =
                execute(client.newCall(request(farewell).delete().build()), "", farewell)) {
            int _ = response.code(); // 405: the server ends sessions by itself.
        } catch (IOException away) {
            session = "";
        }
    }
}
