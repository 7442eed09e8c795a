package dev.tandem.workers.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EgressTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    /** Another address of this machine; Linux has all of 127.0.0.0/8. */
    private static final InetAddress NEXT_DOOR = InetAddress.ofLiteral("127.0.0.2");

    @Test
    void aNameIsResolvedOnceAndTheConnectionGoesToTheAddressThatWasChecked() throws Exception {
        try (Doorbell allowed = new Doorbell(NEXT_DOOR, 0);
                Doorbell inside = new Doorbell(HERE, allowed.port())) {
            AtomicInteger lookups = new AtomicInteger();
            Deque<InetAddress> answers = new ArrayDeque<>(List.of(NEXT_DOOR, HERE, HERE, HERE));
            OkHttpClient client = Egress.guarded(EgressSettings.allowing("127.0.0.2/32"), _ -> {
                        lookups.incrementAndGet();
                        return List.of(answers.pop());
                    })
                    .build();
            String url = "http://rebinding.test:" + allowed.port() + "/";

            assertThat(get(client, url)).isEqualTo(200);
            assertThat(lookups).hasValue(1);
            assertThat(allowed.rings).hasValue(1);

            client.connectionPool().evictAll();
            assertThatThrownBy(() -> get(client, url)).isInstanceOf(EgressDeniedException.class);
            assertThat(inside.rings).hasValue(0);
        }
    }

    @Test
    void theSocketItselfRefusesWhatWasNotChecked() throws Exception {
        try (Doorbell inside = new Doorbell(HERE, 0)) {
            OkHttpClient client = Egress.guarded(EgressSettings.PUBLIC, _ -> List.of(HERE))
                    .dns(_ -> List.of(HERE))
                    .build();
            assertThatThrownBy(() -> get(client, "http://unchecked.test:" + inside.port() + "/"))
                    .isInstanceOf(IOException.class)
                    .hasStackTraceContaining("TANDEM_EGRESS_ALLOW");
            assertThat(inside.rings).hasValue(0);
        }
    }

    @Test
    void aShortMessageDoesNotWaitForTheOneBeforeItToBeAcknowledged() throws Exception {
        try (Doorbell shop = new Doorbell(HERE, 0);
                Egress egress = new Egress(EgressSettings.allowing("127.0.0.1"));
                Socket socket = egress.client().socketFactory().createSocket()) {
            socket.connect(new InetSocketAddress(HERE, shop.port()));
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    @Test
    void aPortThatIsNotAllowedIsNotReachedOnAHostThatIs() throws Exception {
        try (Doorbell shop = new Doorbell(HERE, 0);
                Doorbell other = new Doorbell(HERE, 0)) {
            OkHttpClient client = Egress.guarded(
                            EgressSettings.allowing("shop.test:" + shop.port()), _ -> List.of(HERE))
                    .build();
            assertThat(get(client, "http://shop.test:" + shop.port() + "/")).isEqualTo(200);
            assertThatThrownBy(() -> get(client, "http://shop.test:" + other.port() + "/"))
                    .hasStackTraceContaining("TANDEM_EGRESS_ALLOW");
            assertThatThrownBy(() -> get(client, "http://127.0.0.1:" + shop.port() + "/"))
                    .hasStackTraceContaining("TANDEM_EGRESS_ALLOW");
            assertThat(other.rings).hasValue(0);
        }
    }

    @Test
    void aRequestIsNeverRepeatedByTheClient() throws Exception {
        String busy = "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n";
        try (Doorbell service = new Doorbell(HERE, 0, busy, busy)) {
            OkHttpClient client = Egress.guarded(EgressSettings.allowing("127.0.0.1"), _ -> List.of(HERE))
                    .build();
            assertThat(get(client, "http://127.0.0.1:" + service.port() + "/")).isEqualTo(503);
            assertThat(service.heads).hasSize(1);
        }
    }

    @Test
    void aProxyConnectsToTheAddressThatWasChecked() throws Exception {
        try (Doorbell proxy = new Doorbell(HERE, 0, "HTTP/1.1 200 Connected\r\n\r\n", Doorbell.ok("{}"))) {
            EgressSettings settings =
                    new EgressSettings("", Optional.of(URI.create("http://u:p@127.0.0.1:" + proxy.port())), false);
            OkHttpClient client = Egress.guarded(
                            settings,
                            host -> List.of(
                                    InetAddress.ofLiteral(host.equals("public.test") ? "93.184.216.34" : "10.0.0.1")))
                    .build();

            assertThat(get(client, "http://public.test:8080/x")).isEqualTo(200);
            assertThat(proxy.heads.getFirst())
                    .startsWith("CONNECT 93.184.216.34:8080 HTTP/1.1")
                    .contains("Proxy-Authorization: Basic dTpw");
            assertThat(proxy.heads.get(1)).startsWith("GET /x HTTP/1.1").contains("Host: public.test:8080");

            assertThatThrownBy(() -> get(client, "http://private.test/")).isInstanceOf(EgressDeniedException.class);
            assertThat(proxy.rings).hasValue(1);
        }
    }

    @Test
    void tlsIsVerifiedByTheName(@TempDir Path folder) throws Exception {
        KeyStore keys = keys(folder);
        try (SSLServerSocket listener =
                (SSLServerSocket) server(keys).getServerSocketFactory().createServerSocket(0, 50, HERE)) {
            AtomicReference<String> asked = new AtomicReference<>("");
            Thread.startVirtualThread(() -> serve(listener, asked));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(keys);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            OkHttpClient client = Egress.guarded(EgressSettings.allowing("127.0.0.1"), _ -> List.of(HERE))
                    .sslSocketFactory(context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
                    .callTimeout(Duration.ofSeconds(20))
                    .build();

            assertThat(get(client, "https://service.test:" + listener.getLocalPort() + "/"))
                    .isEqualTo(200);
            assertThat(asked.get()).contains("service.test");
            assertThatThrownBy(() -> get(client, "https://other.test:" + listener.getLocalPort() + "/"))
                    .isInstanceOf(SSLException.class);
        }
    }

    private static int get(OkHttpClient client, String url) throws IOException {
        try (Response answer =
                client.newCall(new Request.Builder().url(url).build()).execute()) {
            var _ = answer.body().bytes();
            return answer.code();
        }
    }

    private static void serve(SSLServerSocket listener, AtomicReference<String> asked) {
        while (!listener.isClosed()) {
            try (SSLSocket caller = (SSLSocket) listener.accept()) {
                caller.startHandshake();
                asked.set(((ExtendedSSLSession) caller.getSession())
                        .getRequestedServerNames()
                        .toString());
                InputStream in = caller.getInputStream();
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) in.read());
                }
                caller.getOutputStream().write(Doorbell.ok("{}").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            } catch (IOException refused) {
                asked.set("");
            }
        }
    }

    private static SSLContext server(KeyStore keys) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    /** Makes a certificate for {@code service.test} with the JDK's own tool. */
    private static KeyStore keys(Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "service",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=service.test",
                        "-ext",
                        "SAN=dns:service.test",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "secret")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore pair = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            pair.load(in, "secret".toCharArray());
        }
        KeyStore both = KeyStore.getInstance("PKCS12");
        both.load(null, null);
        both.setKeyEntry(
                "service",
                pair.getKey("service", "secret".toCharArray()),
                "secret".toCharArray(),
                pair.getCertificateChain("service"));
        both.setCertificateEntry("trusted", pair.getCertificate("service"));
        return both;
    }
}
