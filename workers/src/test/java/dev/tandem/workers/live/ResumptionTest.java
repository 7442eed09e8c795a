package dev.tandem.workers.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.speak.ReplyPlayback.Resumption;
import org.junit.jupiter.api.Test;

class ResumptionTest {

    @Test
    void whatTheCallerHasHeardIsNotSaidAgain() {
        Resumption.Step first =
                Resumption.after("Your order is ready. It comes").next("Your order is ready.");
        assertThat(first.say()).isEmpty();
        Resumption.Step second = first.rest().next("It comes on Tuesday.");
        assertThat(second.say()).hasSize(2).endsWith("It comes on Tuesday.");
        assertThat(second.rest().next("Anything else?").say()).containsExactly("Anything else?");
    }

    @Test
    void aReplyThatWasNotBegunNeedsNoBridge() {
        assertThat(Resumption.after("").next("Hello.").say()).containsExactly("Hello.");
    }
}
