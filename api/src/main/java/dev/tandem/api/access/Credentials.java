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

/** What somebody shows at the door: an API key, or a token. */
@Component
class Credentials {

    private final KeyLookup keys;
    private final TokenIssuers issuers;
    private final Tenants tenants;

    Credentials(KeyLookup keys, TokenIssuers issuers, Tenants tenants) {
        this.keys = keys;
        this.issuers = issuers;
        this.tenants = tenants;
    }

    /**
     * @return empty if it is neither
     * @throws ApiProblem 401 if it is a token that is not valid, 403 if one opens nothing, 503 if its issuer is away
     */
    Optional<Access> access(String shown) {
        return ApiKey.parse(shown)
                .map(keys::access)
                .orElseGet(() -> issuers.claims(shown).map(this::access));
    }

    private Access access(TokenClaims claims) {
        Tenants.Named organization = tenants.named(claims.organization())
                .orElseThrow(
                        () -> forbidden(
                                "Your token names no organization that is here. Its issuer is set up to"
                                        + " put the slug or the id of one into the claim that TANDEM_OIDC_…_ORGANIZATION_CLAIM names."));
        Set<Role> roles = Arrays.stream(Role.values())
                .filter(role -> claims.roles().contains(role.wireName()))
                .collect(Collectors.toSet());
        if (roles.isEmpty()) {
            throw forbidden("Your token names no role. Its issuer is set up to put owner, editor, publisher, operator"
                    + " or viewer into the claim that TANDEM_OIDC_…_ROLES_CLAIM names.");
        }
        return new Access(organization.id(), organization.slug(), caller(claims), roles);
    }

    private static String caller(TokenClaims claims) {
        return "user:" + URLEncoder.encode(claims.issuer() + "#" + claims.subject(), StandardCharsets.UTF_8);
    }

    private static ApiProblem forbidden(String detail) {
        return ApiProblem.of(HttpStatus.FORBIDDEN, "forbidden", detail);
    }
}
