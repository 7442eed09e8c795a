package dev.tandem.api.access;

import dev.tandem.api.http.problem.ApiProblem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.Authentication;

/** Checks one kind of bearer token. */
abstract class BearerProvider implements AuthenticationProvider {

    /**
     * @return empty if the text is not of this kind, or opens nothing
     * @throws ApiProblem if it is of this kind, and the answer says more than that it opens nothing
     */
    abstract Optional<BearerToken> check(String shown);

    @Override
    public final @Nullable Authentication authenticate(Authentication token) {
        try {
            return check(String.valueOf(token.getPrincipal())).orElse(null);
        } catch (ApiProblem refused) {
            throw new RefusedCredentials(refused);
        } catch (RuntimeException failed) {
            throw new InternalAuthenticationServiceException("a key could not be checked", failed);
        }
    }

    @Override
    public final boolean supports(Class<?> authentication) {
        return authentication == BearerToken.class;
    }
}
