package dev.tandem.workers.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.speak.ReplyPlayback.Resumption;
import org.junit.jupiter.api.Test;

class ResumptionTest {

    @Test
    void whatTheCallerHasHeardIsNotSaidAgain() {
        Resumption.Step first = Resumption.after("Your order is ready. It comes", ResumptionTest::bridge)
                .next("Your order is ready.");
        assertThat(first.say()).isEmpty();
        Resumption.Step second = first.rest().next("It comes on Tuesday.");
        assertThat(second.say()).containsExactly("Sorry.", "I was away.", "It comes on Tuesday.");
        assertThat(second.rest().next("Anything else?").say()).containsExactly("Anything else?");
    }

    @Test
    void theBridgeItselfIsSaidOnce() {
        Resumption.Step first =
                Resumption.after("It comes", ResumptionTest::bridge).next("Sorry.");
        assertThat(first.say()).containsExactly("Sorry.");
        assertThat(first.rest().next("I was away.").say()).containsExactly("I was away.");
    }

    @Test
    void aReplyThatWasNotBegunNeedsNoBridge() {
        assertThat(Resumption.after("", ResumptionTest::bridge).next("Hello.").say())
                .containsExactly("Hello.");
    }

    private static String bridge() {
        return "Sorry. I was away.";
    }
}
