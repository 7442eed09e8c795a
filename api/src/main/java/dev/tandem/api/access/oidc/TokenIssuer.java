package dev.tandem.api.access.oidc;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks the tokens of one issuer, as its discovery document describes it. The document is fetched with the first
 * token. The keys are fetched again when a token names an unknown one, at most twice in half a minute. While the issuer
 * does not answer, the known keys stay valid for some hours.
 */
final class TokenIssuer {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int TIMEOUT_MS = 2_000;
    private static final int MAX_BYTES = 256 * 1024;

    /** The clocks of two machines may be this far apart. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    /**
     * Accepted signatures need a private key. Shared secrets are not among them: somebody could sign with the public
     * key as the secret.
     */
    private static final Set<SignatureAlgorithm> ALGORITHMS = Set.of(
            SignatureAlgorithm.RS256,
            SignatureAlgorithm.RS384,
            SignatureAlgorithm.RS512,
            SignatureAlgorithm.PS256,
            SignatureAlgorithm.PS384,
            SignatureAlgorithm.PS512,
            SignatureAlgorithm.ES256,
            SignatureAlgorithm.ES384,
            SignatureAlgorithm.ES512);

    private final OidcSettings.Issuer settings;
    private final DefaultResourceRetriever http = new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MAX_BYTES);
    private final JwtDecoder decoder = new SupplierJwtDecoder(this::discover);

    TokenIssuer(OidcSettings.Issuer settings) {
        this.settings = settings;
    }

    /**
     * @throws org.springframework.security.oauth2.jwt.BadJwtException if the token is not genuine, not for us, or not
     *     valid now
     * @throws org.springframework.security.oauth2.jwt.JwtException if the issuer does not answer
     */
    TokenClaims verified(String token) {
        return TokenClaims.of(settings, decoder.decode(token));
    }

    private JwtDecoder discover() {
        JsonNode document = document();
        if (!settings.issuer().equals(document.path("issuer").asString(""))) {
            throw new IllegalStateException("The discovery document of " + settings.issuer() + " names another issuer: "
                    + document.path("issuer"));
        }
        NimbusJwtDecoder made = NimbusJwtDecoder.withJwkSource(
                        keys(document.path("jwks_uri").asString("")))
                .jwsAlgorithms(allowed -> allowed.addAll(ALGORITHMS))
                .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(
                        new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null)))
                .build();
        made.setJwtValidator(validator());
        return made;
    }

    private JsonNode document() {
        String address = settings.issuer().replaceAll("/+$", "") + "/.well-known/openid-configuration";
        try {
            return MAPPER.readTree(
                    http.retrieveResource(URI.create(address).toURL()).getContent());
        } catch (IOException e) {
            throw new IllegalStateException("There is no discovery document at " + address, e);
        }
    }

    private JWKSource<SecurityContext> keys(String address) {
        try {
            return JWKSourceBuilder.create(URI.create(address).toURL(), http)
                    .refreshAheadCache(false)
                    .retrying(true)
                    .outageTolerant(true)
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The jwks_uri of " + settings.issuer() + " is not an address: " + address, e);
        }
    }

    private OAuth2TokenValidator<Jwt> validator() {
        JwtTimestampValidator time = new JwtTimestampValidator(SKEW);
        time.setAllowEmptyExpiryClaim(false);
        return new DelegatingOAuth2TokenValidator<>(
                time,
                new JwtIssuerValidator(settings.issuer()),
                new JwtClaimValidator<Collection<String>>(
                        "aud", audience -> audience != null && audience.contains(settings.audience())));
    }
}
