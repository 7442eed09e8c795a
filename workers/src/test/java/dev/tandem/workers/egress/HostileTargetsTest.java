package dev.tandem.workers.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

class HostileTargetsTest {

    private static final Map<String, List<InetAddress>> NAMES = HostileTargets.names();

    @Test
    void noneOfThemIsConnectedTo() throws Exception {
        List<String> hosts = HostileTargets.hosts();
        List<String> passed = new ArrayList<>();
        OkHttpClient client = client(EgressSettings.PUBLIC);
        try (Doorbell everywhere = new Doorbell(InetAddress.ofLiteral("0.0.0.0"), 0)) {
            for (String host : hosts) {
                if (!isRefused(client, "http://" + host + ":" + everywhere.port() + "/")) {
                    passed.add(host);
                }
            }
            assertThat(hosts).hasSizeGreaterThanOrEqualTo(200);
            assertThat(passed).isEmpty();
            assertThat(everywhere.rings).hasValue(0);
        }
    }

    @Test
    void theServerThatTheyWouldReachIsThere() throws Exception {
        try (Doorbell everywhere = new Doorbell(InetAddress.ofLiteral("0.0.0.0"), 0)) {
            String port = ":" + everywhere.port();
            OkHttpClient client = client(EgressSettings.allowing("127.0.0.1" + port + ",temporal" + port));
            assertThat(isRefused(client, "http://127.0.0.1" + port + "/")).isFalse();
            assertThat(isRefused(client, "http://temporal" + port + "/")).isFalse();
            assertThat(everywhere.rings).hasValue(2);
        }
    }

    @Test
    void publicAddressesAreNoneOfThem() {
        for (String address : List.of(
                "1.1.1.1",
                "8.8.8.8",
                "93.184.216.34",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.167.255.255",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "2001:200::1",
                "64:ff9b::808:808")) {
            assertThat(PublicAddresses.contains(InetAddress.ofLiteral(address)))
                    .as(address)
                    .isTrue();
        }
    }

    private static OkHttpClient client(EgressSettings settings) {
        return Egress.guarded(settings, HostileTargetsTest::resolve)
                .callTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = NAMES.get(host.toLowerCase(Locale.ROOT));
        if (addresses == null) {
            throw new UnknownHostException(host + " was to be refused before anybody asks for it");
        }
        return addresses;
    }

    /** Returns whether the door is shut: what is no url at all is no way in, either. */
    private static boolean isRefused(OkHttpClient client, String url) {
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed == null) {
            return true;
        }
        try (Response _ =
                client.newCall(new Request.Builder().url(parsed).build()).execute()) {
            return false;
        } catch (EgressDeniedException denied) {
            return true;
        } catch (IOException other) {
            return isDenied(other);
        }
    }

    private static boolean isDenied(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof EgressDeniedException) {
                return true;
            }
        }
        return false;
    }
}
