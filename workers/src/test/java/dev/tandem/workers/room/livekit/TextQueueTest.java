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
        assertThat(queue.takeEnded()).isEmpty();

        first.end(false);
        assertThat(queue.takeEnded()).extracting(IncomingText::text).containsExactly("first", "second");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void aTextThatBrokeOffHoldsUpNone() {
        var broken = opened("half");
        var whole = opened("whole");

        whole.end(false);
        broken.end(true);

        assertThat(queue.takeEnded()).extracting(IncomingText::isWhole).containsExactly(false, true);
    }

    @Test
    void aTextThatNeverEndsIsGivenUpWhenTooManyWaitForIt() {
        opened("endless");
        for (int n = 0; n < TextQueue.MOST_WAITING; n++) {
            opened("text " + n).end(false);
        }

        var ended = queue.takeEnded();
        assertThat(ended.getFirst().isWhole()).isFalse();
        assertThat(ended).hasSize(TextQueue.MOST_WAITING + 1);
    }

    @Test
    void aTextIsWholeOnlyUpToTheLongestThatIsTaken() {
        var huge = opened("x".repeat(100_001));

        huge.end(false);

        assertThat(huge.isWhole()).isFalse();
    }

    private IncomingText opened(String text) {
        var incoming = new IncomingText(TextStreamInfo.getDefaultInstance());
        incoming.add(text);
        queue.add(incoming);
        return incoming;
    }
}
