package dev.tandem.api.access;

import java.util.Set;
import java.util.UUID;

/**
 * Who is asking: an organization's key, or a person of its. A controller's method takes it as a parameter.
 *
 * @param organization id
 * @param slug of the organization
 * @param caller the same for every request with the same key or of the same person, without spaces; no secret
 */
public record Access(UUID organization, String slug, String caller, Set<Role> roles) {

    public Access {
        roles = Set.copyOf(roles);
    }

    public boolean permits(Role needed) {
        return roles.stream().anyMatch(role -> role.permits(needed));
    }
}
