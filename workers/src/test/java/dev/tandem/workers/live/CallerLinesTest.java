package dev.tandem.workers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workflows.call.api.CallPayloads;
import dev.tandem.workflows.protocol.Control;
import dev.tandem.workflows.protocol.Heartbeat;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds what a caller may send, so that what a call keeps of them has a bound. */
class CallerLinesTest extends SessionStage {

    private static final String TOO_LONG = "notice: That was too long to read. Please write it in shorter messages.";

    private static final String TOO_MANY =
            "notice: One moment, please. I have not answered your last messages yet, and did not take this one.";

    /** What a heartbeat has at most, bytes of JSON: all that may wait, six bytes a character, and its frame. */
    private static final int HEARTBEAT = 6 * 40_000 + 4_000;

    @Test
    void aLineOfFourThousandCharactersIsTakenAndALongerOneIsAnsweredWithANotice() {
        greet();
        model.says("I see.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("x".repeat(4_001));
        await().until(() -> room.transcript.contains(TOO_LONG));
        room.listener.chat("y".repeat(4_000));
        assertThat(replied(turn).heard()).isEqualTo(new Utterance(1, "y".repeat(4_000)));
        assertThat(refused("line_too_long")).isEqualTo(1);
    }

    @Test
    void tenLinesWaitForAnAnswerAndTheEleventhIsAnsweredWithANotice() {
        greet();
        CompletableFuture<TurnOutcome> turn = session.arm(armed(1, 1, Control.PAUSED, false));
        for (int n = 1; n <= 12; n++) {
            room.listener.chat("Line " + n);
        }
        await().until(() -> room.transcript.contains(TOO_MANY));
        await().untilAsserted(() -> assertThat(refused("too_many_lines")).isEqualTo(2));
        assertThat(room.transcript.stream().filter(TOO_MANY::equals)).hasSize(1);
        assertThat(session.beat().unsettled()).extracting(Utterance::text).endsWith("Line 10");
        assertThat(turn).isNotDone();
    }

    @Test
    void spokenWordsAreCutWhereAWordEnds() {
        greet();
        model.says("I see.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        speech.transcripts.add("word ".repeat(2_000).strip());
        room.noise(400);
        room.silence(700);
        assertThat(replied(turn).heard())
                .isEqualTo(new Utterance(1, "word ".repeat(800).strip()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "語", "\u0000", "\"", "😀", "\uD83D"})
    void aHeartbeatHasABoundWhateverIsTyped(String character) {
        greet();
        var _ = session.arm(armed(1, 1, Control.PAUSED, false));
        for (int n = 0; n < 200; n++) {
            room.listener.chat(character.repeat((n * 997) % 5_000 / character.length() + 1));
        }
        room.listener.chat("The last one.");
        await().until(() -> refused("too_many_lines") > 0 && refused("line_too_long") > 0);
        Heartbeat beat = session.beat();
        assertThat(beat.unsettled()).hasSizeLessThanOrEqualTo(10);
        assertThat(CallPayloads.converter().toPayload(beat).orElseThrow().getSerializedSize())
                .isLessThan(HEARTBEAT);
    }

    @Test
    void aBoundedTextNeverEndsWithinACharacter() {
        assertThat(Stream.of("😀😀", "a😀")
                        .map(text -> CallerLines.bounded(text.repeat(10), 3))
                        .map(cut -> Character.isHighSurrogate(cut.charAt(cut.length() - 1))))
                .containsOnly(false);
        assertThat(CallerLines.bounded("one two three", 9)).isEqualTo("one two");
        assertThat(CallerLines.bounded("short", 9)).isEqualTo("short");
    }

    @Test
    void whatNeitherJsonNorTheDatabaseCanHoldIsReplaced() {
        greet();
        model.says("I see.");
        CompletableFuture<TurnOutcome> turn = session.arm(step(1, 1));
        room.listener.chat("a\u0000b\uD83Dc😀");
        assertThat(replied(turn).heard()).isEqualTo(new Utterance(1, "a\uFFFDb?c😀"));
    }

    @Test
    void whatIsSaidAfterTheCallerHasGoneIsKept() {
        greet();
        room.listener.callerLeft("caller");
        room.listener.chat("One more thing.");
        TurnOutcome last = session.arm(step(1, 1)).join();
        assertThat(last.leftUnanswered()).extracting(Utterance::text).isEqualTo(List.of("One more thing."));
    }

    @Test
    void keysThatNoPathWaitsForCostNothing() {
        greet();
        CompletableFuture<TurnOutcome> turn = session.arm(listening(1, 1));
        for (int n = 0; n < 500; n++) {
            room.listener.dtmf("#");
        }
        model.says("Hello.");
        room.listener.chat("Hello?");
        assertThat(replied(turn).heard()).isEqualTo(new Utterance(1, "Hello?"));
        assertThat(figures.get("tandem.keys.dropped").counter().count()).isEqualTo(500 - 32);
    }

    @Test
    void aCallerWhoseMusicNeverEndsIsSilent() {
        greet();
        CompletableFuture<TurnOutcome> turn = session.arm(listening(1, 1));
        for (int second = 0; second < 90 && !turn.isDone(); second++) {
            room.noise(1_000);
            LockSupport.parkNanos(20_000_000);
        }
        while (!turn.isDone()) {
            room.noise(20);
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(turn.join()).isEqualTo(new TurnOutcome.Silence());
        assertThat(figures.get("tandem.sounds.passed.over").counter().count()).isPositive();
    }

    private double refused(String why) {
        var counter = figures.find("tandem.lines.refused").tag("why", why).counter();
        return counter == null ? 0 : counter.count();
    }
}
