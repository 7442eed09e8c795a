package dev.tandem.workers.provider.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workers.egress.Egress;
import dev.tandem.workers.egress.EgressSettings;
import dev.tandem.workers.provider.ProviderException;
import dev.tandem.workers.provider.ProviderException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okhttp3.WebSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketsTest {

    private static final Map<String, String> KEY = Map.of("Authorization", "Token sesame-4711");

    private final FarSide farSide = new FarSide();
    private final Egress egress = new Egress(EgressSettings.allowing("127.0.0.1/32,localhost"));
    private final Sockets sockets = new Sockets(egress);
    private final HeardSocket heard = new HeardSocket();

    SocketsTest() throws IOException {}

    @AfterEach
    void close() {
        sockets.close();
        egress.close();
        farSide.close();
    }

    private SocketTarget target() {
        return target(null);
    }

    private SocketTarget target(SocketTarget.@Nullable KeepAlive keepAlive) {
        HttpUrl url = farSide.server.url("/v1/listen");
        return new SocketTarget("echo", url, KEY, keepAlive, CloseCodes.STANDARD);
    }

    @Test
    void whatIsSentBeforeTheConnectionIsOpenGoesOutWhenItIs() throws Exception {
        farSide.takes(1);
        ProviderSocket socket = sockets.take(target(), heard);
        assertThat(socket.send("one")).isTrue();
        assertThat(socket.send(new byte[640])).isTrue();
        assertThat(farSide.toldNext()).isEqualTo("one");
        assertThat(farSide.toldNext()).isEqualTo("640 bytes");
        assertThat(heard.next()).isEqualTo("hello");
        assertThat(heard.next()).isEqualTo("one");
        assertThat(heard.next()).isEqualTo("640 bytes");
    }

    @Test
    void theKeyIsInTheHandshakeAndNoCompressionIsOffered() throws Exception {
        farSide.takes(1);
        sockets.take(target(), heard);
        var request = farSide.server.takeRequest();
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Token sesame-4711");
        assertThat(request.getHeaders().get("Sec-WebSocket-Extensions")).isNull();
    }

    @Test
    void aConnectionThatWaitsIsTakenWithWhatCameMeanwhile() throws Exception {
        farSide.takes(1);
        sockets.warm(target());
        sockets.warm(target());
        farSide.next();
        sockets.take(target(), heard).send("words");
        assertThat(heard.next()).isEqualTo("hello");
        assertThat(heard.next()).isEqualTo("words");
        assertThat(farSide.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aConnectionThatWasGivenBackIsTakenAgain() throws Exception {
        farSide.takes(1);
        ProviderSocket first = sockets.take(target(), heard);
        assertThat(heard.next()).isEqualTo("hello");
        sockets.giveBack(first);
        HeardSocket second = new HeardSocket();
        assertThat(sockets.take(target(), second)).isSameAs(first);
        first.send("words");
        assertThat(second.next()).isEqualTo("words");
        assertThat(heard.messages).isEmpty();
    }

    @Test
    void aConnectionOfAnotherKeyIsNotTaken() throws Exception {
        farSide.takes(2);
        sockets.warm(target());
        farSide.next();
        SocketTarget other = new SocketTarget(
                "echo", target().url(), Map.of("Authorization", "Token other"), null, (_, _) -> Reason.UNAVAILABLE);
        sockets.take(other, heard);
        farSide.next();
        assertThat(farSide.server.getRequestCount()).isEqualTo(2);
        assertThat(sockets.waiting(target())).isEqualTo(1);
    }

    @Test
    void aConnectionThatWaitsIsReplacedWhenTheFarSideClosesIt() throws Exception {
        farSide.takes(2);
        sockets.warm(target());
        farSide.next().close(1001, "moving");
        WebSocket second = farSide.next();
        sockets.take(target(), heard);
        second.send("from the second");
        assertThat(heard.next()).isEqualTo("hello");
        assertThat(heard.next()).isEqualTo("from the second");
    }

    @Test
    void aWrongKeyIsSaidWithoutTheKeyAndNotTriedAgain() throws Exception {
        farSide.server.enqueue(new MockResponse.Builder()
                .code(401)
                .body("{\"err_msg\": \"no such key: sesame-4711\"}")
                .build());
        sockets.take(target(), heard);
        ProviderException fault = heard.fault();
        assertThat(fault.reason()).isEqualTo(Reason.WRONG_KEY);
        assertThat(fault)
                .hasMessageContaining("does not take the api_key (HTTP 401): {\"err_msg\": \"no such key: ***");
        assertThat(farSide.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void refusalsAreSortedByTheirStatus() throws Exception {
        assertThat(refused(403)).isEqualTo(Reason.WRONG_KEY);
        assertThat(refused(402)).isEqualTo(Reason.WRONG_KEY);
        assertThat(refused(429)).isEqualTo(Reason.TOO_MUCH);
        assertThat(refused(400)).isEqualTo(Reason.WRONG_REQUEST);
        assertThat(refused(404)).isEqualTo(Reason.WRONG_REQUEST);
        assertThat(refused(200)).isEqualTo(Reason.WRONG_REQUEST);
        assertThat(refused(500)).isEqualTo(Reason.UNAVAILABLE);
        assertThat(refused(503)).isEqualTo(Reason.UNAVAILABLE);
    }

    private Reason refused(int status) throws Exception {
        farSide.server.enqueue(new MockResponse.Builder().code(status).build());
        HeardSocket own = new HeardSocket();
        sockets.connect(target(), own);
        return own.fault().reason();
    }

    @Test
    void aCloseCodeIsSortedByTheVendorsTable() throws Exception {
        farSide.takes(1);
        SocketTarget target = new SocketTarget(
                "echo", target().url(), KEY, null, (code, _) -> code == 4001 ? Reason.WRONG_KEY : Reason.UNAVAILABLE);
        sockets.take(target, heard);
        farSide.next().close(4001, "not authorized");
        ProviderException fault = heard.fault();
        assertThat(fault.reason()).isEqualTo(Reason.WRONG_KEY);
        assertThat(fault).hasMessageContaining("closed the connection (4001): not authorized");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aFarSideThatSaysWhenToComeAgainIsAskedThenAndGetsWhatWasSaid(int status) throws Exception {
        farSide.server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Retry-After", "0.1")
                .build());
        farSide.takes(1);
        ProviderSocket socket = sockets.take(target(), heard);
        assertThat(socket.send("one")).isTrue();
        assertThat(heard.next()).isEqualTo("hello");
        assertThat(heard.next()).isEqualTo("one");
        assertThat(socket.send("two")).isTrue();
        assertThat(heard.next()).isEqualTo("two");
        assertThat(heard.lost).isNotDone();
    }

    @Test
    void aFarSideThatWantsToBeAskedTooLateIsNotWaitedFor() throws Exception {
        farSide.server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "2")
                .build());
        sockets.take(target(), heard);
        assertThat(heard.fault().reason()).isEqualTo(Reason.TOO_MUCH);
        assertThat(farSide.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksIsLost() throws Exception {
        farSide.takes(1);
        sockets.take(target(), heard);
        assertThat(heard.next()).isEqualTo("hello");
        farSide.server.close();
        assertThat(heard.fault().reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void whoeverTakesAConnectionThatIsLostAlreadyLearnsIt() throws Exception {
        farSide.takes(1);
        ProviderSocket socket = sockets.connect(target(), new HeardSocket());
        farSide.next();
        assertThat(socket.detach()).isTrue();
        farSide.server.close();
        await().until(socket::isOver);
        socket.attach(heard);
        assertThat(heard.fault().reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void aHandshakeThatIsNotAnsweredIsLateAndWhatWaitsIsBounded() throws Exception {
        farSide.server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        farSide.server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        try (Sockets impatient = new Sockets(egress.client(), Duration.ofMillis(200))) {
            impatient.take(target(), heard);
            assertThat(heard.fault().reason()).isEqualTo(Reason.LATE);
        }
        HeardSocket stalled = new HeardSocket();
        ProviderSocket socket = sockets.connect(target(), stalled);
        byte[] second = new byte[32_000];
        int sent = 0;
        while (socket.send(second)) {
            sent++;
        }
        assertThat(sent).isEqualTo((int) (ProviderSocket.MOST_QUEUED / second.length));
        assertThat(stalled.fault()).hasMessageContaining("does not take what is sent");
    }

    @Test
    void aConnectionOutlivesTheLimitOfItsHandshake() throws Exception {
        farSide.takes(1);
        Duration limit = Duration.ofMillis(300);
        try (Sockets own = new Sockets(egress.client(), limit)) {
            ProviderSocket socket = own.take(target(), heard);
            long end = System.nanoTime() + 2 * limit.toNanos();
            assertThat(heard.next()).isEqualTo("hello");
            while (System.nanoTime() < end) {
                socket.send("still here");
                assertThat(heard.next()).isEqualTo("still here");
            }
            assertThat(heard.lost).isNotDone();
        }
    }

    @Test
    void theVendorsOwnMessageKeepsAConnectionAliveWhileNothingElseIsSent() throws Exception {
        farSide.takes(1);
        sockets.warm(target(new SocketTarget.KeepAlive(Duration.ofMillis(1), "{\"type\":\"KeepAlive\"}")));
        assertThat(farSide.toldNext()).isEqualTo("{\"type\":\"KeepAlive\"}");
    }

    @Test
    void closingComesAfterWhatWasSentAndNothingIsHeardOfIt() throws Exception {
        farSide.takes(1);
        ProviderSocket socket = sockets.take(target(), heard);
        farSide.next();
        assertThat(heard.next()).isEqualTo("hello");
        socket.send("last words");
        socket.close();
        assertThat(socket.send("too late")).isFalse();
        assertThat(farSide.toldNext()).isEqualTo("last words");
        assertThat(farSide.toldNext()).isEqualTo("closed 1000");
        assertThat(heard.lost).isNotDone();
    }

    @Test
    void cancellingCutsTheConnection() throws Exception {
        farSide.takes(1);
        ProviderSocket socket = sockets.take(target(), heard);
        assertThat(heard.next()).isEqualTo("hello");
        socket.cancel();
        assertThat(farSide.toldNext()).isEqualTo("cut");
        assertThat(heard.lost).isNotDone();
    }

    @Test
    void anAddressThatIsNotPublicIsRefusedWithWhatTheOperatorMayDo() throws Exception {
        try (Egress strict = new Egress(EgressSettings.PUBLIC);
                Sockets guarded = new Sockets(strict)) {
            guarded.take(target(), heard);
            assertThat(heard.fault().reason()).isEqualTo(Reason.WRONG_REQUEST);
            assertThat(heard.fault()).hasMessageContaining("TANDEM_EGRESS_ALLOW");
            assertThat(farSide.server.getRequestCount()).isZero();
        }
    }

    @Test
    void aConnectionGoesThroughTheProxyThatTheInstallationHas() throws Exception {
        farSide.takes(1);
        try (ConnectProxy proxy = new ConnectProxy(farSide.server.getPort());
                Egress outside = new Egress(EgressSettings.of("", "", proxy.address()));
                Sockets behind = new Sockets(outside)) {
            HttpUrl url = target().url().newBuilder().host("8.8.8.8").port(80).build();
            behind.take(new SocketTarget("echo", url, KEY, null, CloseCodes.STANDARD), heard)
                    .send("words");
            assertThat(heard.next()).isEqualTo("hello");
            assertThat(heard.next()).isEqualTo("words");
            assertThat(proxy.asked).containsExactly("CONNECT 8.8.8.8:80 HTTP/1.1");
        }
    }

    @Test
    void anAddressWithoutAServerIsAway() throws Exception {
        SocketTarget target = target();
        farSide.server.close();
        sockets.take(target, heard);
        assertThat(heard.fault().reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(heard.fault()).hasMessageContaining("cannot be reached");
    }

    @Test
    void moreConnectionsAreOpenAtOnceThanOkHttpHasThreadsForByItself() throws Exception {
        int many = 100;
        farSide.takes(many);
        for (int i = 0; i < many; i++) {
            sockets.connect(target(), new HeardSocket());
        }
        for (int i = 0; i < many; i++) {
            farSide.next();
        }
        assertThat(farSide.server.getRequestCount()).isEqualTo(many);
    }

    @Test
    void aTargetShowsNoKey() {
        assertThat(target().toString()).doesNotContain("sesame");
    }
}
