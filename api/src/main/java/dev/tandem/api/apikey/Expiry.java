package dev.tandem.api.apikey;

import dev.tandem.workflows.document.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks when a key expires. */
final class Expiry {

    /** Longest time that a key may have: far beyond any key's life, and within what PostgreSQL can store. */
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private Expiry() {}

    /** @param expiresAt null: never */
    static void check(@Nullable Instant expiresAt, List<Problem> problems) {
        Instant now = Instant.now();
        if (expiresAt != null && (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST)))) {
            problems.add(new Problem(
                    "invalid_value",
                    "/expires_at",
                    "Give a time in the next hundred years, or null for a key that does not expire."));
        }
    }
}
