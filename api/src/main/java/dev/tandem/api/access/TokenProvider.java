package dev.tandem.api.access;

import dev.tandem.api.access.oidc.TokenClaims;
import dev.tandem.api.access.oidc.TokenIssuers;
import dev.tandem.api.data.tenant.Tenants;
import dev.tandem.api.http.problem.ApiProblem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Checks tokens (JWT) of OpenID Connect issuers, and finds the organization and the roles that they name. */
@Component
class TokenProvider extends BearerProvider {

    private final TokenIssuers issuers;
    private final Tenants tenants;

    TokenProvider(TokenIssuers issuers, Tenants tenants) {
        this.issuers = issuers;
        this.tenants = tenants;
    }

    /** @throws ApiProblem 401 if the token is not valid, 403 if it opens nothing, 503 if its issuer is away */
    @Override
    Optional<BearerToken> check(String shown) {
        return issuers.claims(shown).map(this::access).map(BearerToken::of);
    }

    private Access access(TokenClaims claims) {
        Tenants.Named organization = tenants.named(claims.organization())
                .filter(named -> claims.mayOpen(named.slug()))
                .orElseThrow(
                        () -> forbidden("Your token names no organization that its issuer may sign for. The issuer must"
                                + " put the slug or the id of one into the claim that"
                                + " TANDEM_OIDC_…_ORGANIZATIONCLAIM names, and TANDEM_OIDC_…_ORGANIZATIONS must list"
                                + " its slug."));
        Set<Role> roles = Arrays.stream(Role.values())
                .filter(role -> claims.roles().contains(role.wireName()))
                .collect(Collectors.toSet());
        if (roles.isEmpty()) {
            throw forbidden("Your token names no role. Its issuer must put owner, editor, publisher, operator or viewer"
                    + " into the claim that TANDEM_OIDC_…_ROLESCLAIM names.");
        }
        return new Access(
                organization.id(),
                organization.slug(),
                caller(claims),
                roles,
                new Credential.Token(claims.expiresAt()));
    }

    private static String caller(TokenClaims claims) {
        return "user:" + URLEncoder.encode(claims.issuer() + "#" + claims.subject(), StandardCharsets.UTF_8);
    }

    private static ApiProblem forbidden(String detail) {
        return ApiProblem.of(HttpStatus.FORBIDDEN, "forbidden", detail);
    }
}
