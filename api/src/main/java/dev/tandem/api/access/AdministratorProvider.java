package dev.tandem.api.access;

import dev.tandem.api.http.problem.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Knows the administrator's key, which is in the environment and in no database. */
@Component
class AdministratorProvider extends BearerProvider {

    private static final int SHORTEST = 20;

    private final Optional<byte[]> hash;

    /** @throws IllegalStateException if the key is too short; the message does not repeat the key */
    AdministratorProvider(@Value("${tandem.admin-key}") String key) {
        if (!key.isEmpty() && key.length() < SHORTEST) {
            throw new IllegalStateException("TANDEM_ADMIN_KEY is too short: give at least " + SHORTEST
                    + " characters that nobody guesses, or leave it out.");
        }
        hash = key.isEmpty() ? Optional.empty() : Optional.of(hash(key));
    }

    /**
     * Compares hashes in constant time, so that the time that it takes says nothing about the key.
     *
     * @throws ApiProblem 403 if it is not the administrator's key
     */
    @Override
    Optional<BearerToken> check(String shown) {
        boolean known = hash.filter(expected -> MessageDigest.isEqual(expected, hash(shown)))
                .isPresent();
        if (!known) {
            throw ApiProblem.of(
                    HttpStatus.FORBIDDEN,
                    "forbidden",
                    "Only the installation's administrator may do this: send the key that the API was started with"
                            + " as TANDEM_ADMIN_KEY.");
        }
        return Optional.of(BearerToken.ofAdministrator());
    }

    private static byte[] hash(String key) {
        return Sha256.sha256(key.getBytes(StandardCharsets.UTF_8));
    }
}
