package dev.tandem.api.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OidcSettingsTest {

    @Test
    void whereThereAreSeveralIssuersEachSaysForWhomItSigns() {
        assertThatThrownBy(() ->
                        new OidcSettings(List.of(issuer("https://one.example", "*"), issuer("https://two.example"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TANDEM_OIDC_1_ORGANIZATIONS")
                .hasMessageContaining("https://two.example");
        assertThat(new OidcSettings(List.of(issuer("https://one.example", "*"), issuer("https://two.example", "shop")))
                        .oidc())
                .hasSize(2);
    }

    @Test
    void oneIssuerAloneMaySignForAll() {
        assertThat(new OidcSettings(List.of(issuer("https://one.example"))).oidc())
                .hasSize(1);
        assertThat(new OidcSettings(List.of()).oidc()).isEmpty();
    }

    private static OidcSettings.Issuer issuer(String address, String... organizations) {
        return new OidcSettings.Issuer(address, "tandem", "organization", "roles", List.of(organizations));
    }
}
