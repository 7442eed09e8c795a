package dev.tandem.workers.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandem.workers.provider.ProviderException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private final HandMovedClock clock = new HandMovedClock();
    private final CircuitBreaker breaker = new CircuitBreaker("parrot", clock);

    @Test
    void opensAfterFaultsOfTheProvider() {
        fail(5, Reason.UNAVAILABLE);
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(this::begin)
                .withMessageContaining("parrot")
                .satisfies(shut -> assertThat(shut.reason()).isEqualTo(Reason.UNAVAILABLE));
    }

    @Test
    void staysShutForFaultsOfRequests() {
        fail(20, Reason.WRONG_REQUEST);
        fail(20, Reason.REFUSED);
        begin().succeeded();
    }

    @Test
    void countsNothingThatWasCancelled() {
        fail(4, Reason.LATE);
        for (int i = 0; i < 20; i++) {
            begin().cancelled();
        }
        begin().succeeded();
    }

    @Test
    void letsProbesThroughAfterAWhileAndClosesWhenTheySucceed() {
        fail(5, Reason.UNAVAILABLE);
        clock.move(CircuitBreaker.OPEN_FOR);
        Watch.Exchange first = begin();
        Watch.Exchange second = begin();
        assertThatExceptionOfType(ProviderException.class).isThrownBy(this::begin);
        first.succeeded();
        second.succeeded();
        for (int i = 0; i < 10; i++) {
            begin().succeeded();
        }
    }

    @Test
    void opensAgainWhenProbesFail() {
        fail(5, Reason.UNAVAILABLE);
        clock.move(CircuitBreaker.OPEN_FOR);
        fail(2, Reason.LATE);
        assertThatExceptionOfType(ProviderException.class).isThrownBy(this::begin);
    }

    @Test
    void aProbeThatIsCancelledMakesRoomForAnother() {
        fail(5, Reason.UNAVAILABLE);
        clock.move(CircuitBreaker.OPEN_FOR);
        begin().cancelled();
        begin().succeeded();
        begin().succeeded();
        begin().succeeded();
    }

    private void fail(int times, Reason reason) {
        for (int i = 0; i < times; i++) {
            begin().failed(new ProviderException(reason, "no"));
        }
    }

    private Watch.Exchange begin() {
        return breaker.begin(_ -> {});
    }

    private static final class HandMovedClock extends Clock {

        private Instant now = Instant.EPOCH;

        private void move(Duration on) {
            now = now.plus(on).plusMillis(1);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
