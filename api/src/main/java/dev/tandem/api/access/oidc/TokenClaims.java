package dev.tandem.api.access.oidc;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Holds what a genuine token says.
 *
 * @param organization slug or id; empty if the token names none
 * @param signsFor slugs of the organizations that its issuer may sign for; empty: all
 * @param expiresAt when the token ends
 */
public record TokenClaims(
        String issuer,
        String subject,
        String organization,
        List<String> roles,
        Set<String> signsFor,
        Instant expiresAt) {

    /** Whether the token's issuer may sign for this organization. */
    public boolean mayOpen(String slug) {
        return signsFor.isEmpty() || signsFor.contains(slug);
    }

    static TokenClaims of(OidcSettings.Issuer settings, Jwt token) {
        Object organization = claim(token.getClaims(), settings.organizationClaim());
        Object roles = claim(token.getClaims(), settings.rolesClaim());
        String subject = token.getSubject();
        return new TokenClaims(
                settings.issuer(),
                subject == null ? "" : subject,
                organization instanceof String named ? named : "",
                words(roles),
                settings.organizations().contains(OidcSettings.ALL) ? Set.of() : Set.copyOf(settings.organizations()),
                Objects.requireNonNull(token.getExpiresAt(), "a token without exp is not valid"));
    }

    /**
     * Finds a claim by its name, or else as a path of names with dots between them, such as {@code realm_access.roles}.
     */
    private static @Nullable Object claim(Map<?, ?> claims, String name) {
        if (claims.containsKey(name)) {
            return claims.get(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner
                ? claim(inner, name.substring(dot + 1))
                : null;
    }

    private static List<String> words(@Nullable Object value) {
        return switch (value) {
            case String text ->
                Arrays.stream(text.split("[ ,]+", -1))
                        .filter(word -> !word.isEmpty())
                        .toList();
            case Collection<?> several -> several.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }
}
