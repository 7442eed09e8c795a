package dev.tandem.workers.attend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UnjoinedCallsTest {

    private final Map<String, Long> calls = Map.of("joined", 0L, "fresh", 9_999L, "old", 10_000L, "older", 11_000L);

    @Test
    void asManyGiveTheirPlaceBackAsAreWantedTheOldestFirst() {
        assertThat(UnjoinedCalls.toGiveBack(calls.keySet(), calls::get, 1)).containsExactly("older");
        assertThat(UnjoinedCalls.toGiveBack(calls.keySet(), calls::get, 8)).containsExactly("older", "old");
    }

    @Test
    void nobodyDoesWhileNoPlaceIsWanted() {
        assertThat(UnjoinedCalls.toGiveBack(calls.keySet(), calls::get, 0)).isEmpty();
    }
}
