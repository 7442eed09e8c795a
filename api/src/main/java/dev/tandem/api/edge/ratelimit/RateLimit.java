package dev.tandem.api.edge.ratelimit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * A token bucket for each of many: a request takes a token, and tokens come back at a steady rate. In this process
 * alone: with several processes each has its own buckets.
 */
final class RateLimit {

    /** Buckets that nobody has asked for in this time are full again, and forgotten. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    /** More than any installation has of keys; for addresses a bound on what an attacker can make us remember. */
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

    /** Takes a token. Zero if there was one, else how long until there is. */
    Duration take(String who) {
        return Duration.ofNanos(buckets.get(who).tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }

    /** As {@link #take}, and leaves the token there. */
    Duration look(String who) {
        return Duration.ofNanos(buckets.get(who).estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }
}
