package dev.tandem.api.access.oidc;

import com.nimbusds.jwt.JWTParser;
import dev.tandem.api.http.problem.ApiProblem;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/** Knows the issuers whose tokens are accepted. */
@Component
@EnableConfigurationProperties(OidcSettings.class)
public class TokenIssuers {

    private static final Logger log = LoggerFactory.getLogger(TokenIssuers.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Map<String, TokenIssuer> issuers;

    TokenIssuers(OidcSettings settings) {
        issuers = settings.oidc().stream()
                .collect(Collectors.toUnmodifiableMap(OidcSettings.Issuer::issuer, TokenIssuer::new));
    }

    /**
     * Returns what a token says.
     *
     * @return empty if the token is not one of a known issuer
     * @throws ApiProblem 401 if the token is not valid, 503 if its issuer does not answer
     */
    public Optional<TokenClaims> claims(String token) {
        return issuer(token).map(issuers::get).map(issuer -> verified(issuer, token));
    }

    /** Reads the issuer from the token before it is checked. It only decides whose keys are tried. */
    private static Optional<String> issuer(String token) {
        try {
            return Optional.ofNullable(JWTParser.parse(token).getJWTClaimsSet()).map(claims -> claims.getIssuer());
        } catch (ParseException noToken) {
            return Optional.empty();
        }
    }

    private static TokenClaims verified(TokenIssuer issuer, String token) {
        try {
            return issuer.verified(token);
        } catch (BadJwtException invalid) {
            throw ApiProblem.of(
                    HttpStatus.UNAUTHORIZED, "unauthorized", "The token is not valid: " + invalid.getMessage());
        } catch (JwtException | JwtDecoderInitializationException away) {
            log.warn("a token cannot be checked", away);
            throw ApiProblem.unavailable(
                    "issuer-unavailable",
                    "The issuer of the token does not answer, so the token cannot be checked. Try again.",
                    RETRY_AFTER,
                    away);
        }
    }
}
