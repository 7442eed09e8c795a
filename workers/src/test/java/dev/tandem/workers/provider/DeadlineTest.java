package dev.tandem.workers.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration NEVER = Duration.ofHours(1);

    private final Stops stops = new Stops();

    @Test
    void stopsAnExchangeWithoutAFirstSign() throws InterruptedException {
        new Deadline(SOON, NEVER).begin(stops);
        assertThat(stops.within(5_000)).satisfies(late -> {
            assertThat(late.reason()).isEqualTo(ProviderException.Reason.LATE);
            assertThat(late).hasMessageContaining("did not answer within 100 ms");
        });
    }

    @Test
    void stopsAnExchangeWithoutASignAfterTheFirst() throws InterruptedException {
        Watch.Exchange exchange = new Deadline(NEVER, SOON).begin(stops);
        exchange.sign();
        assertThat(stops.within(5_000)).hasMessageContaining("stopped in the middle");
    }

    @Test
    void everySignBuysTimeToTheNext() throws InterruptedException {
        Watch.Exchange exchange = new Deadline(SOON, Duration.ofMillis(300)).begin(stops);
        for (int sign = 0; sign < 10; sign++) {
            exchange.sign();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(stops.within(0)).isNull();
        assertThat(stops.within(5_000)).isNotNull();
    }

    @Test
    void leavesWhatIsOverAlone() throws InterruptedException {
        Deadline deadline = new Deadline(SOON, SOON);
        deadline.begin(stops).succeeded();
        deadline.begin(stops).cancelled();
        Stops witness = new Stops();
        deadline.begin(witness);
        assertThat(witness.within(5_000)).isNotNull();
        assertThat(stops.within(0)).isNull();
    }
}
