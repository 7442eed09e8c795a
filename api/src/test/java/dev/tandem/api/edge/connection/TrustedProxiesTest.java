package dev.tandem.api.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "10.0.0.7", "fd00::/8", "::1", " 10.0.0.0/8 , 192.168.1.1"})
    void networksAndAddressesAreTrusted(String setting) {
        assertThat(new TrustedProxies(setting).isEmpty()).isFalse();
    }

    @Test
    void nobodyIsTrustedUnlessTheSettingSaysSo() {
        assertThat(new TrustedProxies("").isEmpty()).isTrue();
        assertThat(new TrustedProxies(" , ").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"everybody", "10.0.0.0/33", "10\\..*", "10.0.0.0/x"})
    void anythingElseIsRefusedAtTheStart(String setting) {
        assertThatThrownBy(() -> new TrustedProxies(setting))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TANDEM_TRUSTED_PROXIES");
    }
}
