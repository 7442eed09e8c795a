package dev.tandem.workers.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop.internal:8080 | shop.internal | 10.1.2.3 | 8080 | true",
                "shop.internal:8080 | shop.internal | 10.1.2.3 | 8081 | false",
                "Shop.Internal | shop.internal | 10.1.2.3 | 99 | true",
                "shop.internal | other.internal | 10.1.2.3 | 99 | false",
                "10.1.0.0/16 | any.test | 10.1.255.255 | 99 | true",
                "10.1.0.0/16 | any.test | 10.2.0.0 | 99 | false",
                "10.1.0.0/16:443 | any.test | 10.1.0.1 | 443 | true",
                "10.1.0.0/16:443 | any.test | 10.1.0.1 | 80 | false",
                "127.0.0.1:8090 | 127.0.0.1 | 127.0.0.1 | 8090 | true",
                "127.0.0.1:8090 | 127.0.0.1 | 127.0.0.1 | 7233 | false",
                "127.0.0.1 | 127.0.0.1 | 127.0.0.1 | 7233 | true",
                "[::1]:8080 | ::1 | ::1 | 8080 | true",
                "[::1]:8080 | ::1 | ::1 | 8081 | false",
                "::1 | ::1 | ::1 | 8081 | true",
                "fd00::/8 | any.test | fd12::1 | 1 | true",
                "fd00::/8:443 | any.test | fd12::1 | 443 | true",
                "fd00::/8:443 | any.test | fd12::1 | 444 | false",
                "a.test, 10.0.0.0/8 | b.test | 10.0.0.1 | 1 | true",
            })
    void anEntryAllowsWhatItNames(String list, String host, String address, int port, boolean allowed) {
        assertThat(AllowList.parse(list).allows(host, InetAddress.ofLiteral(address), port))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.internal",
                "shop.internal:0",
                "shop.internal:65536",
                "10.0.0.0/33",
                "0x7f.1",
                "a b",
                "10.0.0.0/8/8",
                "[shop]",
                "fd00::/129"
            })
    void aListThatCannotBeReadSaysWhichEntry(String entry) {
        assertThatThrownBy(() -> AllowList.parse("10.0.0.0/8," + entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(entry);
    }

    @Test
    void aTrustedProxyHasToBeThere() {
        assertThat(EgressSettings.of("", "", "proxy.internal:3128").proxy()).isPresent();
        assertThat(EgressSettings.of("proxy", "", "http://proxy.internal:3128").trustsProxy())
                .isTrue();
        assertThatThrownBy(() -> EgressSettings.of("proxy", "", "")).hasMessageContaining("HTTPS_PROXY");
        assertThatThrownBy(() -> EgressSettings.of("open", "", "")).hasMessageContaining("TANDEM_EGRESS");
    }
}
