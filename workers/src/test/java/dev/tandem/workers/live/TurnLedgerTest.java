package dev.tandem.workers.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.live.TurnLedger.Arming;
import dev.tandem.workers.usage.ProviderReports;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.protocol.StepNumber;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnLedgerTest {

    private final TurnLedger ledger = new TurnLedger(new ProviderReports(1));
    private final CompletableFuture<TurnOutcome> outcome = new CompletableFuture<>();

    @Test
    void anOutcomeReachesTheStepThatWaitsForIt() {
        assertThat(ledger.arm(input(1, 1, 1), outcome)).isEqualTo(Arming.WAITING);
        ledger.come(new StepNumber(1, 1), replied("Hello."), TurnLedger.End.TURN);
        assertThat(outcome).isCompletedWithValue(replied("Hello."));
    }

    @Test
    void anOutcomeThatNobodyWaitsForIsKeptForTheStepThatIsArmedLater() {
        ledger.come(new StepNumber(1, 1), replied("Hello."), TurnLedger.End.TURN);
        assertThat(ledger.undelivered()).isTrue();
        assertThat(ledger.arm(input(1, 1, 1), outcome)).isEqualTo(Arming.DELIVERED);
        assertThat(outcome).isCompletedWithValue(replied("Hello."));
        assertThat(ledger.undelivered()).isFalse();
    }

    @Test
    void aStepThatIsArmedAgainGetsItsOutcomeAgain() {
        ledger.come(new StepNumber(1, 1), replied("Hello."), TurnLedger.End.TURN);
        ledger.arm(input(1, 1, 1), new CompletableFuture<>());
        assertThat(ledger.arm(input(1, 1, 2), outcome)).isEqualTo(Arming.DELIVERED);
        assertThat(outcome).isCompletedWithValue(replied("Hello."));
    }

    @Test
    void anOlderRevisionIsSuperseded() {
        ledger.arm(input(1, 1, 7), new CompletableFuture<>());
        assertThat(ledger.arm(input(1, 1, 6), outcome)).isEqualTo(Arming.STALE);
        assertThat(outcome).isCompletedWithValue(new TurnOutcome.Superseded());
    }

    @Test
    void aNewerRevisionClosesTheOlderOne() {
        ledger.arm(input(1, 1, 1), outcome);
        ledger.arm(input(1, 1, 2), new CompletableFuture<>());
        assertThat(outcome).isCompletedWithValue(new TurnOutcome.Superseded());
    }

    @Test
    void anUtteranceIsToldByTheOutcomeThatAnswersItOnceThatIsDelivered() {
        ledger.know(1, List.of());
        Utterance heard = ledger.hear("Hello?");
        ledger.come(new StepNumber(1, 1), replied("Are you there?"), TurnLedger.End.WORDS_OF_ITS_OWN);
        ledger.come(new StepNumber(1, 2), answered(heard, "Hello."), TurnLedger.End.TURN);
        assertThat(ledger.isTold(heard)).isFalse();
        ledger.arm(input(1, 1, 1), new CompletableFuture<>());
        assertThat(ledger.isTold(heard)).isFalse();
        ledger.arm(input(1, 2, 2), new CompletableFuture<>());
        assertThat(ledger.isTold(heard)).isTrue();
    }

    @Test
    void anUtteranceOfASettledTurnIsTold() {
        ledger.know(1, List.of());
        Utterance heard = ledger.hear("Hello?");
        assertThat(ledger.isTold(heard)).isFalse();
        ledger.know(2, List.of());
        assertThat(ledger.isTold(heard)).isTrue();
    }

    @Test
    void anUtteranceIsUnsettledUntilTheCallWorkflowGoesPastItsTurn() {
        ledger.know(1, List.of());
        Utterance heard = ledger.hear("Where is my order?");
        assertThat(heard.turn()).isEqualTo(1);
        assertThat(ledger.unsettled()).containsExactly(heard);
        ledger.arm(input(2, 1, 1), outcome);
        assertThat(ledger.unsettled()).isEmpty();
        assertThat(ledger.due()).isNull();
    }

    @Test
    void aNewcomerTakesOverWhatWasHeardAndNotAnswered() {
        Utterance open = new Utterance(4, "Where is it?");
        ledger.know(4, List.of(open));
        assertThat(ledger.utterance(4)).isEqualTo(open);
        assertThat(ledger.due()).isEqualTo(open);
        assertThat(ledger.hear("Hello?").turn()).isEqualTo(5);
    }

    @Test
    void whatWasHeardWaitsForTheTurnsBeforeIt() {
        ledger.know(1, List.of());
        ledger.hear("Where is my order?");
        Utterance second = ledger.hear("Hello?");
        assertThat(ledger.due()).isNotEqualTo(second);
        ledger.come(new StepNumber(1, 1), replied("It is on its way."), TurnLedger.End.TURN);
        assertThat(ledger.due()).isEqualTo(second);
    }

    @Test
    void nothingIsAnsweredBeforeTheCallIsOpened() {
        ledger.hear("Hello?");
        assertThat(ledger.due()).isNull();
    }

    @Test
    void anAgentThatSpokeByItselfAnswersTheTurnsUtteranceWithItsNextStep() {
        ledger.know(3, List.of());
        assertThat(ledger.answeringStep(3)).isEqualTo(1);
        ledger.come(new StepNumber(3, 2), replied("Are you there?"), TurnLedger.End.WORDS_OF_ITS_OWN);
        assertThat(ledger.hear("Yes.").turn()).isEqualTo(3);
        assertThat(ledger.due()).isNotNull();
        assertThat(ledger.answeringStep(3)).isEqualTo(3);
        assertThat(ledger.answeringStep(4)).isEqualTo(1);
    }

    @Test
    void anAnswerThatNobodyWaitedForIsTheNextStepsWhenASilenceHadMovedTheCall() {
        ledger.know(3, List.of());
        TurnOutcome answer = replied("Good.");
        ledger.come(new StepNumber(3, 1), answer, TurnLedger.End.TURN);

        assertThat(ledger.arm(input(3, 2, 1), outcome)).isEqualTo(TurnLedger.Arming.DELIVERED);

        assertThat(outcome).isCompletedWithValue(answer);
        assertThat(ledger.undelivered()).isFalse();
    }

    @Test
    void whatANewcomerHearsBeforeItIsToldWhereTheCallStandsComesAfterWhatItsPredecessorHeard() {
        TurnLedger newcomer = new TurnLedger(new ProviderReports(1));
        newcomer.takeOver(3, List.of());
        newcomer.hear("Hello?");
        assertThat(newcomer.due()).isNull();

        newcomer.arm(input(3, 1, 1, new Utterance(3, "Where is it?")), new CompletableFuture<>());

        assertThat(newcomer.unsettled()).containsExactly(new Utterance(3, "Where is it?"), new Utterance(4, "Hello?"));
        assertThat(newcomer.due()).isEqualTo(new Utterance(3, "Where is it?"));
    }

    private static TurnInput input(int turn, int step, long revision, Utterance... heard) {
        return StepBuilder.step("call", turn, step, revision, "a")
                .unsettled(heard)
                .build();
    }

    private static TurnOutcome replied(String words) {
        return new TurnOutcome.Replied(new TurnOutcome.Spoken(null, words, words, false, List.of(), Timings.NONE));
    }

    private static TurnOutcome answered(Utterance heard, String words) {
        return new TurnOutcome.Replied(new TurnOutcome.Spoken(heard, words, words, false, List.of(), Timings.NONE));
    }
}
