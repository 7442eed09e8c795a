package dev.tandem.api.access;

import dev.tandem.api.http.problem.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Whoever has the installation's key, which is in the environment and in no database. */
@Component
class Administrator {

    private static final int SHORTEST = 20;

    private final Optional<byte[]> hash;

    /** @throws IllegalStateException if the key is too short; it stays out of the message */
    Administrator(@Value("${tandem.admin-key}") String key) {
        if (!key.isEmpty() && key.length() < SHORTEST) {
            throw new IllegalStateException("TANDEM_ADMIN_KEY is too short: give at least " + SHORTEST
                    + " characters that nobody guesses, or leave it out.");
        }
        hash = key.isEmpty() ? Optional.empty() : Optional.of(hash(key));
    }

    /** Compares hashes, and all of them: the time that it takes says nothing of the key. */
    void require(String presented) {
        boolean known = hash.filter(expected -> MessageDigest.isEqual(expected, hash(presented)))
                .isPresent();
        if (!known) {
            throw ApiProblem.of(
                    HttpStatus.FORBIDDEN,
                    "forbidden",
                    "This is for the installation's administrator: send the key that TANDEM_ADMIN_KEY holds"
                            + " where the api was started.");
        }
    }

    private static byte[] hash(String key) {
        return Sha256.sha256(key.getBytes(StandardCharsets.UTF_8));
    }
}
