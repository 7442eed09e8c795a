package dev.tandem.api.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimeBucketsTest {

    @Test
    void theMiddleOfABucketIsWithinASixteenthOfEveryTimeInIt() {
        assertThat(times())
                .allSatisfy(ms ->
                        assertThat(TimeBuckets.middle(TimeBuckets.bucket(ms))).isCloseTo(ms, within(ms / 16.0)));
    }

    @Test
    void bucketsAreInTheOrderOfTheirTimesWithoutAGap() {
        int before = 0;
        for (long ms = 1; ms < 100_000; ms++) {
            int bucket = TimeBuckets.bucket(ms);
            assertThat(bucket).isBetween(before, before + 1);
            before = bucket;
        }
    }

    @Test
    void aPercentileIsTheTimeThatThatShareDoesNotExceed() {
        TimeBuckets times = new TimeBuckets();
        LongStream.rangeClosed(1, 1000).forEach(ms -> times.add(TimeBuckets.bucket(ms), 1));

        assertThat(times.percentile(.5)).isCloseTo(500, within(500 / 16.0));
        assertThat(times.percentile(.95)).isCloseTo(950, within(950 / 16.0));
        assertThat(times.percentile(.99)).isCloseTo(990, within(990 / 16.0));
        assertThat(times.percentile(1)).isCloseTo(1000, within(1000 / 16.0));
    }

    @Test
    void aTimeBelowZeroCountsAsNone() {
        assertThat(TimeBuckets.bucket(-5)).isZero();
    }

    private static java.util.List<Long> times() {
        Random random = new Random(7);
        return LongStream.concat(
                        LongStream.range(0, 5_000),
                        LongStream.generate(() -> 1L << random.nextInt(38)).limit(500))
                .mapToObj(ms -> ms)
                .toList();
    }
}
