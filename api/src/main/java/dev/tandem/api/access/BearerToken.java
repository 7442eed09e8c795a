package dev.tandem.api.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Holds what a request shows in its {@code Authorization} header and, once that is checked, who sent the request. */
final class BearerToken extends AbstractAuthenticationToken {

    static final String ADMINISTRATOR = "ADMINISTRATOR";

    private final transient Object principal;

    private BearerToken(Object principal, Collection<? extends GrantedAuthority> authorities, boolean checked) {
        super(authorities);
        this.principal = principal;
        setAuthenticated(checked);
    }

    static BearerToken shown(String text) {
        return new BearerToken(text, List.of(), false);
    }

    /** Has the authority of each role that the caller's roles include. */
    static BearerToken of(Access access) {
        List<SimpleGrantedAuthority> authorities = Arrays.stream(Role.values())
                .filter(access::permits)
                .map(role -> authority(role.name()))
                .toList();
        return new BearerToken(access, authorities, true);
    }

    static BearerToken ofAdministrator() {
        return new BearerToken("administrator", List.of(authority(ADMINISTRATOR)), true);
    }

    private static SimpleGrantedAuthority authority(String role) {
        return new SimpleGrantedAuthority("ROLE_" + role);
    }

    /** Returns the text that is shown; after the check an {@link Access}, or a name for the administrator. */
    @Override
    public Object getPrincipal() {
        return principal;
    }

    /** Returns nothing: the text is not kept once it is checked. */
    @Override
    public Object getCredentials() {
        return "";
    }

    /** Keeps the text out of logs. */
    @Override
    public String toString() {
        return isAuthenticated() ? "BearerToken of " + getAuthorities() : "BearerToken, not checked";
    }
}
