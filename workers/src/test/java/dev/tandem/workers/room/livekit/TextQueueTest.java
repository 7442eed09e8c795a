package dev.tandem.workers.room.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.livekit.proto.TextStreamInfo;
import org.junit.jupiter.api.Test;

class TextQueueTest {

    private final TextQueue queue = new TextQueue();

    @Test
    void aTextThatIsWholeWaitsForTheOneThatWasOpenedBeforeIt() {
        var first = opened("first");
        var second = opened("second");

        second.end(false);
        assertThat(queue.takeEnded(0)).isEmpty();

        first.end(false);
        assertThat(queue.takeEnded(0)).extracting(IncomingText::text).containsExactly("first", "second");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aTextThatBrokeOffHoldsUpNone() {
        var broken = opened("half");
        var whole = opened("whole");

        whole.end(false);
        broken.end(true);

        assertThat(queue.takeEnded(0)).extracting(IncomingText::isWhole).containsExactly(false, true);
    }

    @Test
    void aTextThatNeverEndsIsGivenUpWhenTooManyWaitForIt() {
        opened("endless");
        for (int n = 0; n < TextQueue.MOST_WAITING; n++) {
            opened("text " + n).end(false);
        }

        var ended = queue.takeEnded(0);
        assertThat(ended.getFirst().isWhole()).isFalse();
        assertThat(ended).hasSize(TextQueue.MOST_WAITING + 1);
    }

    @Test
    void aTextThatStaysOpenForLongIsOvertaken() {
        var slow = opened("slow");
        opened("quick").end(false);

        assertThat(queue.takeEnded(TextQueue.PATIENCE)).isEmpty();
        assertThat(queue.takeEnded(TextQueue.PATIENCE + 1))
                .extracting(IncomingText::text)
                .containsExactly("quick");
        assertThat(slow.isOvertaken()).isTrue();
    }

    @Test
    void aTextIsWholeOnlyUpToTheLongestThatIsTaken() {
        var huge = opened("x".repeat(40_001));

        huge.end(false);

        assertThat(huge.isWhole()).isFalse();
    }

    private IncomingText opened(String text) {
        var incoming = new IncomingText(TextStreamInfo.getDefaultInstance(), 0);
        incoming.add(text);
        queue.add(incoming);
        return incoming;
    }
}
