package dev.tandem.api.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;

/**
 * Says who sent a request: an organization's key, or a person of that organization. A controller's method takes it as a
 * parameter.
 *
 * @param organization id
 * @param slug of the organization
 * @param caller the same for every request with the same key or of the same person, without spaces; no secret
 */
public record Access(UUID organization, String slug, String caller, Set<Role> roles, Credential credential) {

    private static final RequestAttributeSecurityContextRepository CONTEXTS =
            new RequestAttributeSecurityContextRepository();

    public Access {
        roles = Set.copyOf(roles);
    }

    /**
     * Returns who sent the request. The result is empty if the request needs no key, or if its key is not checked yet.
     */
    public static Optional<Access> of(HttpServletRequest request) {
        return authentication(request)
                .map(Authentication::getPrincipal)
                .filter(Access.class::isInstance)
                .map(Access.class::cast);
    }

    /** Whether the request shows something that opens something: a key, a token, or the administrator's key. */
    public static boolean isKnown(HttpServletRequest request) {
        return authentication(request).isPresent();
    }

    private static Optional<Authentication> authentication(HttpServletRequest request) {
        return Optional.ofNullable(CONTEXTS.loadDeferredContext(request).get().getAuthentication());
    }

    public boolean permits(Role needed) {
        return roles.stream().anyMatch(role -> role.permits(needed));
    }
}
