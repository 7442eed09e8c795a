package dev.tandem.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class VendorServerTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final CountingServer server = VendorServer.start(new CountingServer());
    private final OkHttpClient client =
            new OkHttpClient.Builder().retryOnConnectionFailure(false).build();

    @AfterEach
    void close() {
        server.close();
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }

    private Call call(String path) {
        return client.newCall(new Request.Builder().url(server.url() + path).build());
    }

    private String get(String path) throws IOException {
        try (Response response = call(path).execute()) {
            return response.code() + " " + response.body().string();
        }
    }

    @Test
    void streamsAndKeepsTheConnection() throws Exception {
        assertThat(get("/stream")).isEqualTo("200 1\n2\n3\n4\n5\n");
        assertThat(get("/other")).isEqualTo("200 {\"ok\":true}");
        assertThat(server.connections()).isOne();
        assertThat(server.last().before()).isOne();
        assertThat(server.await(0).awaitEnd(SOON)).isEqualTo(Exchange.End.COMPLETE);
    }

    @Test
    void aStatusComesWithItsHeadersOnce() throws Exception {
        server.next(Fault.status(429).with("Retry-After", "1"));
        try (Response response = call("/stream").execute()) {
            assertThat(response.code()).isEqualTo(429);
            assertThat(response.header("Retry-After")).isEqualTo("1");
            assertThat(response.body().string()).isEqualTo("{\"error\":429}");
        }
        assertThat(get("/other")).startsWith("200");
    }

    @Test
    void oneOfTheConnectionsIsReset() {
        server.next(Fault.reset(2));
        assertThatThrownBy(() -> get("/stream")).isInstanceOf(IOException.class);
        assertThat(server.last().hasEnded(Exchange.End.FAULT::equals)).isTrue();
    }

    @Test
    void aPartIsMalformedAndAnAnswerCutShort() throws Exception {
        server.next(Fault.malformed(1, "?"));
        assertThat(get("/stream")).isEqualTo("200 1\n?3\n4\n5\n");
        server.next(Fault.cutShort(2));
        assertThat(get("/stream")).isEqualTo("200 1\n2\n");
    }

    @Test
    void noticesThatTheClientGoesWhileItHangs() throws Exception {
        server.next(Fault.noAnswer());
        Call before = call("/stream");
        Thread.ofVirtual().start(() -> expectFailure(before));
        server.await(0);
        before.cancel();
        assertThat(server.await(0).awaitEnd(SOON)).isEqualTo(Exchange.End.ABANDONED);

        server.next(Fault.hang(3));
        try (Response response = call("/stream").execute()) {
            assertThat(response.body().source().readUtf8Line()).isEqualTo("1");
        }
        assertThat(server.await(1).awaitEnd(SOON)).isEqualTo(Exchange.End.ABANDONED);
    }

    private static void expectFailure(Call call) {
        assertThatThrownBy(call::execute).isInstanceOf(IOException.class);
    }

    @Test
    void noticesWithinMillisecondsThatAStreamIsCancelled() throws Exception {
        Call call = call("/slow");
        try (Response response = call.execute()) {
            assertThat(response.body().source().readByte()).isEqualTo((byte) '.');
            call.cancel();
        }
        long cancelled = System.nanoTime();
        long noticed = server.await(0).awaitEndedAt(SOON);
        assertThat(Duration.ofNanos(noticed - cancelled)).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void isLateAndDrips() throws Exception {
        server.next(Fault.late(Duration.ofMillis(50)));
        long began = System.nanoTime();
        assertThat(get("/other")).startsWith("200");
        server.next(Fault.slowDrip(Duration.ofMillis(10)));
        assertThat(get("/stream")).endsWith("5\n");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(95));
    }

    @Test
    void speaksOverAWebSocketAndClosesItWithACode() throws Exception {
        server.next(Fault.closeCode(2, 1_011, "broken"));
        Ear ear = new Ear();
        WebSocket socket = open(ear);
        assertThat(ear.next()).isEqualTo("hello");
        socket.send("one");
        assertThat(ear.next()).isEqualTo("one");
        socket.send("two");
        assertThat(ear.next()).isEqualTo("1011 broken");
        assertThat(server.last().messages())
                .first()
                .isInstanceOfSatisfying(
                        Exchange.Message.Text.class,
                        text -> assertThat(text.text()).isEqualTo("one"));
    }

    @Test
    void refusesResetsAndBreaksWebSockets() throws Exception {
        server.next(Fault.status(401));
        Ear refused = new Ear();
        open(refused);
        assertThat(refused.next()).startsWith("failed 401");
        server.next(Fault.reset(0));
        Ear reset = new Ear();
        open(reset);
        assertThat(reset.next()).startsWith("failed");
        server.next(Fault.brokenFrame(0));
        Ear broken = new Ear();
        open(broken);
        assertThat(broken.next()).startsWith("failed");
    }

    @Test
    void itsCertificateIsNotKnownUnlessItsAuthorityIs() {
        try (CountingServer secure = VendorServer.startSecure(new CountingServer())) {
            Call call = client.newCall(
                    new Request.Builder().url(secure.url() + "/stream").build());
            assertThatThrownBy(call::execute).isInstanceOf(SSLException.class);
            assertThat(secure.authorityPem()).startsWith("-----BEGIN CERTIFICATE-----");
        }
    }

    private WebSocket open(Ear ear) {
        return client.newWebSocket(
                new Request.Builder().url(server.webSocketUrl() + "/socket").build(), ear);
    }

    /** Queues what a WebSocket says. */
    private static final class Ear extends WebSocketListener {

        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        String next() throws InterruptedException {
            String next = heard.poll(5, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            return next;
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            heard.add(text);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(1_000, null);
            heard.add(code + " " + reason);
        }

        @Override
        public void onFailure(WebSocket socket, Throwable fault, @Nullable Response response) {
            heard.add("failed " + (response == null ? fault.toString() : response.code()));
        }
    }
}
