package dev.tandem.bench.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.bench.recovery.LiveCall.Said;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuaranteesTest {

    private static final Said ORDER = new Said("order", false);
    private static final Said ORDER_AGAIN = new Said("order", true);
    private static final Said GOODBYE = new Said("goodbye", false);

    @Test
    void everyLineIsToBeHeardOnceAndInOrder() {
        assertThat(heard(List.of(ORDER, GOODBYE), "order", "goodbye")).isTrue();

        assertThat(heard(List.of(ORDER, GOODBYE), "goodbye", "order")).isFalse();
        assertThat(heard(List.of(ORDER, GOODBYE), "order")).isFalse();
        assertThat(heard(List.of(ORDER, GOODBYE), "goodbye")).isFalse();
        assertThat(heard(List.of(ORDER, GOODBYE), "order", "order", "goodbye")).isFalse();
        assertThat(heard(List.of(ORDER, GOODBYE), "order", "goodbye", "goodbye"))
                .isFalse();
    }

    @Test
    void aLineThatHadToBeSaidAgainMayHaveBeenHeardMoreThanOnce() {
        assertThat(heard(List.of(ORDER_AGAIN, GOODBYE), "order", "goodbye")).isTrue();
        assertThat(heard(List.of(ORDER_AGAIN, GOODBYE), "order", "order", "goodbye"))
                .isTrue();
        assertThat(heard(List.of(ORDER_AGAIN, GOODBYE), "goodbye")).isFalse();
    }

    @Test
    void theSameWordsTwiceAreTwoLines() {
        assertThat(heard(List.of(ORDER, ORDER), "order", "order")).isTrue();
        assertThat(heard(List.of(ORDER, ORDER), "order")).isFalse();
        assertThat(heard(List.of(ORDER, ORDER), "order", "order", "order")).isFalse();
        assertThat(heard(List.of(ORDER_AGAIN, ORDER), "order", "order", "order"))
                .isTrue();
        assertThat(heard(List.of(ORDER, ORDER_AGAIN, GOODBYE), "order", "goodbye"))
                .isFalse();
    }

    private static boolean heard(List<Said> said, String... heard) {
        return Guarantees.follows(said, List.of(heard));
    }
}
