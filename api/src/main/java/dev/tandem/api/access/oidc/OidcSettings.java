package dev.tandem.api.access.oidc;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param oidc the issuers whose tokens are accepted; in the environment {@code TANDEM_OIDC_0_ISSUER} and so on */
@ConfigurationProperties("tandem")
record OidcSettings(@DefaultValue List<Issuer> oidc) {

    /** Every organization of the installation, among an issuer's organizations. */
    static final String ALL = "*";

    OidcSettings {
        boolean several = oidc.size() > 1;
        for (int i = 0; i < oidc.size(); i++) {
            if (several && oidc.get(i).organizations().isEmpty()) {
                throw new IllegalArgumentException("TANDEM_OIDC_" + i
                        + "_ORGANIZATIONS is not set: where several issuers are known, say for which organizations "
                        + oidc.get(i).issuer()
                        + " may sign: slugs with commas between, or * for all of them");
            }
        }
    }

    /**
     * @param issuer as its tokens name it
     * @param audience whom its tokens must be for; otherwise a token for any other service would be accepted
     * @param organizationClaim where a token names the organization, by slug or id
     * @param rolesClaim where a token names roles: a list, or words in a text
     * @param organizations slugs of the organizations that its tokens may open; {@code *}, or none where it is the only
     *     issuer: all
     */
    record Issuer(
            @DefaultValue("") String issuer,
            @DefaultValue("") String audience,
            @DefaultValue("organization") String organizationClaim,
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue List<String> organizations) {

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
            organizations = organizations.stream()
                    .map(String::strip)
                    .filter(slug -> !slug.isEmpty())
                    .toList();
        }
    }
}
