package dev.tandem.api.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.edge.connection.BytesInFlight.Verdict;
import org.junit.jupiter.api.Test;

class BytesInFlightTest {

    private final BytesInFlight inFlight = new BytesInFlight(100, 60);

    @Test
    void anAddressHasNoMoreThanItsShareAtOnce() {
        assertThat(inFlight.reserve("a", 60)).isEqualTo(Verdict.READ);
        assertThat(inFlight.reserve("a", 1)).isEqualTo(Verdict.ADDRESS_IS_FULL);
        assertThat(inFlight.reserve("b", 40)).isEqualTo(Verdict.READ);

        inFlight.release("a", 60);

        assertThat(inFlight.reserve("a", 60)).isEqualTo(Verdict.READ);
    }

    @Test
    void allAddressesTogetherHaveNoMoreThanTheProcessHolds() {
        assertThat(inFlight.reserve("a", 60)).isEqualTo(Verdict.READ);
        assertThat(inFlight.reserve("b", 41)).isEqualTo(Verdict.ALL_IS_FULL);
        assertThat(inFlight.all()).isEqualTo(60);

        inFlight.release("a", 60);

        assertThat(inFlight.reserve("b", 41)).isEqualTo(Verdict.READ);
        assertThat(inFlight.all()).isEqualTo(41);
    }
}
