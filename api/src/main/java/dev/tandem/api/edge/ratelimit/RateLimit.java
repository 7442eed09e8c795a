package dev.tandem.api.edge.ratelimit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * Holds many token buckets: a request takes a token, and tokens come back at a steady rate. Each process has its own
 * buckets.
 */
final class RateLimit {

    /** Buckets that nobody has used for this time are full again, and are removed. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    /**
     * Most buckets that are kept. No installation has so many keys; for addresses this limits the memory that an
     * attacker can fill.
     */
    private static final int MAX_BUCKETS = 100_000;

    private final LoadingCache<String, Bucket> buckets;

    /**
     * @param burst tokens of a full bucket
     * @param refill tokens that come back in each period
     */
    RateLimit(long burst, long refill, Duration period) {
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                .expireAfterAccess(FORGOTTEN)
                .build(who -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(refill, period))
                        .build());
    }

    /** Takes a token. The result is zero if there was one, else the time until there is. */
    Duration take(String who) {
        return Duration.ofNanos(buckets.get(who).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }

    /** Works like {@link #take}, but leaves the token there. */
    Duration look(String who) {
        return Duration.ofNanos(buckets.get(who).estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }
}
