package dev.tandem.vendors;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks a vendor's documented protocol, on a port of this machine. It remembers each exchange, and
 * suffers the {@link Fault}s that a test gives it: each of {@link #next} once, in order, and then that of
 * {@link #always}. A subclass says what the vendor answers. Thread-safe.
 */
public abstract class VendorServer implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final MockWebServer server = new MockWebServer();
    private final Connection.Taken connections = new Connection.Taken();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private volatile Fault otherwise = Fault.none();
    private @Nullable HeldCertificate authority;

    /** Starts the server in the clear: HTTP/1.1, and WebSockets by {@code ws://}. */
    public static <S extends VendorServer> S start(S server) {
        server.open(0);
        return server;
    }

    /** Starts the server on a port that is known: where another one was just closed. */
    public static <S extends VendorServer> S startAt(int port, S server) {
        server.open(port);
        return server;
    }

    /** Starts the server with TLS, HTTP/2 and HTTP/1.1. Its certificate is of an authority that nobody knows. */
    public static <S extends VendorServer> S startSecure(S server) {
        server.certify("localhost", "127.0.0.1");
        server.open(0);
        return server;
    }

    /** Starts the server with TLS, and a certificate for another name. */
    public static <S extends VendorServer> S startSecureAs(String otherName, S server) {
        server.certify(otherName);
        server.open(0);
        return server;
    }

    final void certify(String... names) {
        HeldCertificate signing =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate.Builder own = new HeldCertificate.Builder().signedBy(signing);
        for (String name : names) {
            own.addSubjectAlternativeName(name);
        }
        authority = signing;
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(own.build())
                .build()
                .sslSocketFactory());
    }

    final void open(int port) {
        server.setProtocols(
                authority == null ? List.of(Protocol.HTTP_1_1) : List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        server.setServerSocketFactory(connections);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return taken(request);
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), port);
        } catch (IOException busy) {
            throw new IllegalStateException("the port " + port + " is not to be had", busy);
        }
    }

    /** Returns what the vendor answers: by {@link #json}, {@link #streamed} or {@link #upgraded}. */
    protected abstract Answer answer(Exchange exchange);

    /** Returns the body that the vendor documents for an error. */
    protected abstract String errorBody(int status);

    /** An answer of the vendor, before a fault concerns it. */
    protected sealed interface Answer {

        record Whole(int status, String contentType, String body) implements Answer {}

        record Streamed(String contentType, Body body) implements Answer {}

        /** @param header one more header as {@code name: value}; empty for none */
        record Upgraded(Conversation conversation, String header) implements Answer {}
    }

    protected static Answer json(int status, String body) {
        return new Answer.Whole(status, "application/json", body);
    }

    /** The error that the vendor documents for a status. */
    protected final Answer error(int status) {
        return json(status, errorBody(status));
    }

    protected static Answer streamed(String contentType, Body body) {
        return new Answer.Streamed(contentType, body);
    }

    protected static Answer upgraded(Conversation conversation) {
        return new Answer.Upgraded(conversation, "");
    }

    /** Has the next exchange that has none yet suffer a fault. */
    public final void next(Fault fault) {
        faults.add(fault);
    }

    /** Has every exchange suffer a fault that has none of its own, until it is {@link Fault#none} again. */
    public final void always(Fault fault) {
        otherwise = fault;
    }

    /** Returns {@code http://127.0.0.1:port}, or {@code https://localhost:port}; without a slash at its end. */
    public final String url() {
        return (authority == null ? "http://127.0.0.1:" : "https://localhost:") + port();
    }

    /** Returns {@link #url} for a WebSocket. */
    public final String webSocketUrl() {
        return url().replaceFirst("http", "ws");
    }

    public final int port() {
        return server.getPort();
    }

    /** Returns the authority that signed the server's certificate, in PEM: for {@code SSL_CERT_FILE}. */
    public final String authorityPem() {
        HeldCertificate signing = authority;
        if (signing == null) {
            throw new IllegalStateException("the server was not started with TLS");
        }
        return signing.certificatePem();
    }

    /** Returns every exchange so far, in the order of their beginning. */
    public final List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** Returns the last exchange. */
    public final Exchange last() {
        return exchanges.getLast();
    }

    /**
     * Waits for an exchange.
     *
     * @param number 0 for the first
     * @throws AssertionError if it does not come within 5 s
     */
    public final Exchange await(int number) throws InterruptedException {
        return await(_ -> exchanges.size() > number).get(number);
    }

    private List<Exchange> await(Predicate<List<Exchange>> wanted) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (!wanted.test(exchanges)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("only " + exchanges + " within " + SOON.toSeconds() + " s");
            }
            Thread.sleep(1);
        }
        return exchanges;
    }

    /** Returns how many connections the server has taken. */
    public final int connections() {
        return connections.count();
    }

    /** Resets every connection that is open, also those that wait for their next request. */
    public final void resetConnections() throws IOException {
        connections.resetAll();
    }

    private MockResponse taken(RecordedRequest request) {
        Exchange exchange = new Exchange(request);
        exchanges.add(exchange);
        Fault scripted = faults.poll();
        Fault fault = scripted == null ? otherwise : scripted;
        Connection connection = connections.number(exchange.connection());
        try {
            return switch (fault) {
                case Fault.Status(int code, var headers, String body) -> {
                    exchange.over(Exchange.End.FAULT);
                    MockResponse.Builder response = whole(
                            code,
                            "application/json",
                            withoutBody(exchange) ? "" : body == null ? errorBody(code) : body);
                    headers.forEach(response::setHeader);
                    yield response.build();
                }
                case Fault.NoAnswer _ -> {
                    connection.awaitGone(Duration.ofDays(1));
                    exchange.over(Exchange.End.ABANDONED);
                    yield nothing();
                }
                case Fault.Late(Duration by) -> {
                    if (connection.awaitGone(by)) {
                        exchange.over(Exchange.End.ABANDONED);
                        yield nothing();
                    }
                    yield response(exchange, fault, connection);
                }
                case Fault.None _,
                        Fault.Hang _,
                        Fault.Reset _,
                        Fault.Malformed _,
                        Fault.BrokenFrame _,
                        Fault.CutShort _,
                        Fault.CloseCode _,
                        Fault.SlowDrip _ -> response(exchange, fault, connection);
            };
        } catch (IOException gone) {
            exchange.over(Exchange.End.ABANDONED);
            return nothing();
        }
    }

    private MockResponse response(Exchange exchange, Fault fault, Connection connection) throws IOException {
        return switch (answer(exchange)) {
            case Answer.Whole(int status, String contentType, String body) ->
                wholly(exchange, fault, connection, whole(status, contentType, withoutBody(exchange) ? "" : body));
            case Answer.Streamed(String contentType, Body body) ->
                new MockResponse.Builder()
                        .body(new Streaming(exchange, fault, connection, body))
                        .headers(streamHeaders(exchange, contentType))
                        .build();
            case Answer.Upgraded(Conversation conversation, String header) -> {
                MockResponse.Builder response = new MockResponse.Builder()
                        .webSocketUpgrade(SocketWire.listener(exchange, fault, connection, conversation));
                if (!header.isEmpty()) {
                    response.addHeader(header);
                }
                yield response.build();
            }
        };
    }

    /** What asks for the head alone would take a body for the next answer. */
    private static boolean withoutBody(Exchange exchange) {
        return exchange.method().equals("HEAD");
    }

    private static Headers streamHeaders(Exchange exchange, String contentType) {
        Headers.Builder headers = new Headers.Builder().add("Content-Type", contentType);
        if (!exchange.isHttp2()) {
            headers.add("Transfer-Encoding", "chunked");
        }
        return headers.build();
    }

    /** An answer that comes at once is one part: a fault behind none of them concerns it. */
    private static MockResponse wholly(
            Exchange exchange, Fault fault, Connection connection, MockResponse.Builder response) throws IOException {
        exchange.over(Exchange.End.COMPLETE);
        if (fault instanceof Fault.Reset(int after) && after == 0) {
            connection.reset();
            return nothing();
        }
        if (fault instanceof Fault.Malformed(int after, String part) && after == 0) {
            return response.body(part).build();
        }
        return response.build();
    }

    private static MockResponse.Builder whole(int status, String contentType, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", contentType)
                .body(new Buffer().writeString(body, StandardCharsets.UTF_8));
    }

    private static MockResponse nothing() {
        return new MockResponse.Builder()
                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                .build();
    }

    @Override
    public final void close() {
        faults.clear();
        server.close();
    }

    private record Streaming(Exchange exchange, Fault fault, Connection connection, Body body)
            implements MockResponseBody {

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            BodyWire wire = new BodyWire(exchange, fault, sink, connection);
            try {
                body.write(wire);
                wire.end();
                exchange.over(Exchange.End.COMPLETE);
            } catch (Wire.CutShortException end) {
                // The body has its end, though not its whole content.
                return;
            }
        }
    }
}
