package dev.tandem.api.access.oidc;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param oidc the issuers whose tokens are accepted; in the environment {@code TANDEM_OIDC_0_ISSUER} and so on */
@ConfigurationProperties("tandem")
record OidcSettings(@DefaultValue List<Issuer> oidc) {

    /**
     * @param issuer as its tokens name it
     * @param audience whom its tokens must be for; otherwise a token for any other service would be accepted
     * @param organizationClaim where a token names the organization, by slug or id
     * @param rolesClaim where a token names roles: a list, or words in a text
     */
    record Issuer(
            @DefaultValue("") String issuer,
            @DefaultValue("") String audience,
            @DefaultValue("organization") String organizationClaim,
            @DefaultValue("roles") String rolesClaim) {

        Issuer {
            boolean encrypted = issuer.startsWith("https://");
            boolean onThisMachine = issuer.matches("http://(127\\.0\\.0\\.1|\\[::1]|localhost)([:/].*)?");
            if (!encrypted && !onThisMachine) {
                throw new IllegalArgumentException("TANDEM_OIDC_…_ISSUER is an https address, as the issuer's tokens"
                        + " have it in iss, not '" + issuer + "'");
            }
            if (audience.isBlank()) {
                throw new IllegalArgumentException(
                        "TANDEM_OIDC_…_AUDIENCE is not set: say which aud the tokens of " + issuer + " have");
            }
        }
    }
}
