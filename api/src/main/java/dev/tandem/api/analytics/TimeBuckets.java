package dev.tandem.api.analytics;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds a distribution of times in ms that can be added up: each time is kept as the number of its bucket. Below 8 ms
 * each millisecond has a bucket, above that each octave has eight. The middle of a bucket stands for every time in it,
 * and differs from each by at most 1/16 (6.25 %). The database's function {@code analytics_bucket} numbers buckets
 * alike.
 */
final class TimeBuckets {

    private static final int BITS = 3;
    private static final int AN_OCTAVE = 1 << BITS;

    private final SortedMap<Integer, Long> counts = new TreeMap<>();
    private long total;

    static int bucket(long ms) {
        if (ms < AN_OCTAVE) {
            return (int) Math.max(0, ms);
        }
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(ms);
        return (octave - BITS + 1) * AN_OCTAVE + (int) ((ms >> (octave - BITS)) & (AN_OCTAVE - 1));
    }

    static double middle(int bucket) {
        if (bucket < AN_OCTAVE) {
            return bucket;
        }
        int shift = bucket / AN_OCTAVE - 1;
        long first = (long) (AN_OCTAVE + bucket % AN_OCTAVE) << shift;
        return first + ((1L << shift) - 1) / 2.0;
    }

    void add(int bucket, long n) {
        counts.merge(bucket, n, Long::sum);
        total += n;
    }

    long total() {
        return total;
    }

    /**
     * Returns the time that a share of all times does not exceed.
     *
     * @param share above 0, at most 1
     * @throws IllegalStateException if there are no times
     */
    double percentile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (Map.Entry<Integer, Long> counted : counts.entrySet()) {
            seen += counted.getValue();
            if (seen >= rank) {
                return middle(counted.getKey());
            }
        }
        throw new IllegalStateException("no time was counted");
    }
}
