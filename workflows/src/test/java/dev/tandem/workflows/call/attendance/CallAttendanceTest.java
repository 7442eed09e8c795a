package dev.tandem.workflows.call.attendance;

import static dev.tandem.workflows.call.Script.greets;
import static dev.tandem.workflows.call.Script.replies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.workflows.call.CallStage;
import dev.tandem.workflows.call.Script;
import dev.tandem.workflows.call.ScriptedHost;
import dev.tandem.workflows.call.api.CallResult;
import dev.tandem.workflows.command.Command;
import dev.tandem.workflows.protocol.Lease;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.TurnStep;
import dev.tandem.workflows.protocol.Utterance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CallAttendanceTest {

    private final AtomicBoolean answering = new AtomicBoolean();

    @Test
    void theFirstAttendanceDoesNotWaitForTheVersion() throws Exception {
        ScriptedHost host = new ScriptedHost("a", answeredLate());
        try (CallStage stage = CallStage.with(host)) {
            CompletableFuture<Void> database = stage.records.stall();
            stage.start();

            await().until(() -> host.attendances.size() == 1);
            assertThat(host.turns).isEmpty();
            answering.set(true);
            database.complete(null);

            assertThat(stage.result().attendances()).isEqualTo(1);
            assertThat(stage.placements).hasValue(1);
        }
    }

    @Test
    void anAttendanceThatIsLostBeforeTheVersionIsThereIsReplacedWhenItIs() throws Exception {
        ScriptedHost lost = new ScriptedHost("a", answeredLate());
        ScriptedHost well = new ScriptedHost("b", answeredLate());
        try (CallStage stage = CallStage.with(lost, well)) {
            CompletableFuture<Void> database = stage.records.stall();
            stage.start();
            await().until(() -> lost.attendances.size() == 1);
            lost.awaitsHeartbeat();
            lost.isReplaced();
            answering.set(true);
            database.complete(null);

            assertThat(stage.result().attendances()).isEqualTo(2);
            assertThat(stage.eventTypes())
                    .startsWith("call.started")
                    .containsSubsequence("attendance.lost", "attendance.resumed");
        }
    }

    @Test
    void theFirstTurnComesAlongWithTheAttendanceAndStaysWhenThatHoldsTheRoom() throws Exception {
        ScriptedHost host = new ScriptedHost("a", answeredLate());
        host.attachesLater();
        try (CallStage stage = CallStage.with(host).start()) {
            await().until(() -> host.turnsSeen() == 2);
            host.attached(host.attendances.getFirst());
            answering.set(true);
            host.attached(host.attendances.getFirst());

            assertThat(stage.result().attendances()).isEqualTo(1);
            assertThat(host.turns).extracting(TurnInput::turn).containsExactly(0, 1, 1, 2);
            assertThat(stage.eventTypes()).doesNotContain("attendance.lost", "attendance.resumed");
        }
    }

    @Test
    void whatCameAlongWithAnAttendanceThatNeverHeldTheRoomGoesOnWithTheNext() throws Exception {
        ScriptedHost lost = new ScriptedHost("a", answeredLate());
        lost.attachesLater();
        ScriptedHost well = new ScriptedHost("b", answeredLate());
        try (CallStage stage = CallStage.with(lost, well).start()) {
            await().until(() -> lost.turnsSeen() == 2);
            answering.set(true);

            lost.isReplaced();

            assertThat(stage.result().attendances()).isEqualTo(2);
            assertThat(well.turns).extracting(TurnInput::turn).containsExactly(1, 2);
            assertThat(stage.eventTypes()).contains("attendance.lost", "attendance.resumed");
        }
    }

    @Test
    void aTurnThatBreaksOneSessionAfterTheOtherIsGivenUpAndTheCallerIsAskedAgain() throws Exception {
        Script script = new Script().on(0, 1, greets("Welcome.")).on(2, 1, new TurnOutcome.Left());
        List<ScriptedHost> hosts = breaking(script, input -> input.turn() == 1);
        hosts.forEach(host -> host.hears(1, "Hello?"));
        try (CallStage stage = stage(hosts)) {
            CallResult result = stage.start().result();

            assertThat(result.attendances()).isEqualTo(4);
            assertThat(stage.event("turn.committed").path("text").asString()).isEqualTo("Hello?");
            assertThat(stage.event("turn.failed").path("reason").asString()).isEqualTo("session_broken");
            assertThat(stage.event("call.ended").path("reason").asString()).isEqualTo("caller_left");
            assertThat(steps(hosts, 2))
                    .hasSize(1)
                    .allSatisfy(asked -> assertThat(asked.todo())
                            .isEqualTo(new TurnStep.AskAgain(
                                    "I'm sorry, something went wrong on my side. Could you say that again?")));
        }
    }

    @Test
    void aCallThatBreaksEverySessionEndsWithAFarewell() throws Exception {
        List<ScriptedHost> hosts =
                breaking(new Script().on(0, 1, greets("Welcome.")), input -> input.turn() > 0 && !input.isLast());
        try (CallStage stage = stage(hosts)) {
            CallResult result = stage.start().result();

            assertThat(result.status()).isEqualTo("dropped");
            assertThat(result.attendances()).isEqualTo(7);
            assertThat(stage.event("call.ended").path("reason").asString()).isEqualTo("session_broken");
            assertThat(steps(hosts, 1)).filteredOn(TurnInput::isLast).hasSize(1);
        }
    }

    @Test
    void aSessionThatBreaksNowAndThenCostsNoTurn() throws Exception {
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, replies(1, "Hello?", "Yes?"))
                .on(2, 1, replies(2, "Hello?", "Yes?"))
                .on(3, 1, new TurnOutcome.Left());
        AtomicInteger breaks = new AtomicInteger();
        List<ScriptedHost> hosts =
                breaking(script, input -> input.turn() > 0 && input.turn() < 3 && breaks.incrementAndGet() % 3 != 0);
        try (CallStage stage = stage(hosts)) {
            CallResult result = stage.start().result();

            assertThat(result.turns()).isEqualTo(2);
            assertThat(result.attendances()).isEqualTo(5);
            assertThat(stage.eventTypes()).doesNotContain("turn.failed");
        }
    }

    /** Two processes, so that the call finds another one at once. */
    private static List<ScriptedHost> breaking(Script script, Predicate<TurnInput> steps) {
        List<ScriptedHost> hosts = List.of(new ScriptedHost("a", script), new ScriptedHost("b", script));
        hosts.forEach(host -> host.breaksAt(steps));
        return hosts;
    }

    private static CallStage stage(List<ScriptedHost> hosts) {
        return CallStage.with(hosts.toArray(ScriptedHost[]::new));
    }

    /** Returns all steps of a turn that a process was given. */
    private static List<TurnInput> steps(List<ScriptedHost> hosts, int turn) {
        return hosts.stream()
                .flatMap(host -> host.turns.stream())
                .filter(input -> input.turn() == turn)
                .toList();
    }

    @Test
    void goesBackToAHostThatStumbledWithWhatItHadHeard() throws Exception {
        ScriptedHost host = new ScriptedHost("a", answeredLate());
        try (CallStage stage = CallStage.with(host).start()) {
            await().until(() -> host.turnsSeen() == 2);
            host.hears(1, "Hello?");
            host.plays(1, "Well, I");
            host.awaitsHeartbeat();
            answering.set(true);

            host.stumble();

            CallResult result = stage.result();
            assertThat(result.attendances()).isEqualTo(2);
            Lease second = host.attendances.get(1);
            assertThat(second)
                    .isEqualTo(new Lease(
                            "1",
                            CallStage.WORKFLOW_ID,
                            "room-1",
                            2,
                            1,
                            List.of(new Utterance(1, "Hello?")),
                            "Well, I"));
            assertThat(host.turns.get(2).news().unsettled()).containsExactly(new Utterance(1, "Hello?"));
            assertThat(host.turns.get(2).revision())
                    .isGreaterThan(host.turns.get(1).revision());
            assertThat(stage.eventTypes()).contains("attendance.lost", "attendance.resumed");
        }
    }

    @Test
    void leavesAFrozenHostForAnotherOne() throws Exception {
        ScriptedHost frozen = new ScriptedHost("a", answeredLate());
        ScriptedHost well = new ScriptedHost("b", answeredLate());
        try (CallStage stage = CallStage.with(frozen, well).start()) {
            await().until(() -> frozen.turnsSeen() == 2);
            answering.set(true);

            frozen.freeze();

            CallResult result = stage.result();
            assertThat(result.attendances()).isEqualTo(3);
            assertThat(frozen.attendances).extracting(Lease::number).containsExactly(1, 2);
            assertThat(well.attendances).extracting(Lease::number).containsExactly(3);
            assertThat(well.turns).extracting(TurnInput::turn).containsExactly(1, 2);
            assertThat(stage.records.events)
                    .filteredOn(event -> event.type().equals("attendance.lost"))
                    .extracting(event -> event.payload().path("reason").asString())
                    .containsExactly("heartbeat_timeout", "not_attached");
        }
    }

    @Test
    void theNextProcessIsInTheRoomBeforeOneThatIsStoppedLeavesIt() throws Exception {
        ScriptedHost stopped = new ScriptedHost("a", answeredLate());
        ScriptedHost next = new ScriptedHost("b", answeredLate());
        try (CallStage stage = CallStage.with(stopped, next).start()) {
            await().until(() -> stopped.turnsSeen() == 2);

            stopped.wantsToGo();
            await().until(() -> next.attendances.size() == 1);
            assertThat(stopped.hasLeft()).isFalse();
            stopped.hears(1, "Hello?");
            stopped.plays(1, "Well, I");
            answering.set(true);
            stopped.isReplaced();

            CallResult result = stage.result();
            assertThat(result.attendances()).isEqualTo(2);
            assertThat(next.turns.getFirst().news().unsettled()).containsExactly(new Utterance(1, "Hello?"));
            assertThat(next.turns.getFirst().news().played()).isEqualTo("Well, I");
            assertThat(next.turns.get(1).news().played()).isEmpty();
            assertThat(stage.event("attendance.lost").path("reason").asString()).isEqualTo("handed_over");
            assertThat(stage.event("attendance.resumed").path("host").asString())
                    .isEqualTo("b");
        }
    }

    @Test
    void staysWhereItIsWhenNobodyElseHasAPlace() throws Exception {
        ScriptedHost stopped = new ScriptedHost("a", answeredLate());
        try (CallStage stage = CallStage.with(stopped).start()) {
            await().until(() -> stopped.turnsSeen() == 2);

            stopped.wantsToGo();
            stopped.attached(stopped.attendances.getFirst());

            await().until(() -> stopped.turnsSeen() == 3);
            assertThat(stopped.attendances).hasSize(1);
            assertThat(stage.eventTypes()).doesNotContain("attendance.lost");
        }
    }

    @Test
    void refusesALowerAttendance() {
        ScriptedHost thawed = new ScriptedHost("a", answeredLate());
        ScriptedHost well = new ScriptedHost("b", answeredLate());
        try (CallStage stage = CallStage.with(thawed, well).start()) {
            await().until(() -> thawed.turnsSeen() == 2);
            thawed.freeze();
            await().atMost(Duration.ofSeconds(30)).until(() -> well.turnsSeen() == 1);

            assertThat(stage.conversation().turn()).isEqualTo(1);
            thawed.attached(thawed.attendances.getFirst());
            well.attached(well.attendances.getFirst());

            await().until(() -> well.turnsSeen() == 2);
            assertThat(thawed.turns).hasSize(2);
            assertThat(well.turns).extracting(TurnInput::turn).containsExactly(1, 1);
        }
    }

    @Test
    void armsTheTurnAgainForAHostThatAsksForIt() {
        ScriptedHost host = new ScriptedHost("a", answeredLate());
        try (CallStage stage = CallStage.with(host).start()) {
            await().until(() -> host.turnsSeen() == 2);

            host.attached(host.attendances.getFirst());

            await().until(() -> host.turnsSeen() == 3);
            assertThat(host.turns.get(2))
                    .extracting(TurnInput::turn, TurnInput::step)
                    .containsExactly(1, 1);
            assertThat(stage.eventTypes()).doesNotContain("attendance.resumed");
        }
    }

    @Test
    void nobodyElseAttendsWhenTheProcessDiesAsTheCallerLeaves() throws Exception {
        Script script = new Script().on(0, 1, greets("Welcome."));
        ScriptedHost dying = new ScriptedHost("a", script);
        script.on(1, 1, _ -> {
            dying.freeze();
            return new TurnOutcome.Left();
        });
        ScriptedHost well = new ScriptedHost("b", answeredLate());
        try (CallStage stage = CallStage.with(dying, well).start()) {
            CallResult result = stage.result();

            assertThat(result.status()).isEqualTo("completed");
            assertThat(dying.attendances).hasSize(1);
            assertThat(well.attendances).isEmpty();
            assertThat(stage.eventTypes()).endsWith("call.ended").doesNotContain("attendance.lost");
        }
    }

    @Test
    void nothingIsRecordedBehindTheEndOfACallWhoseProcessDies() throws Exception {
        Script script = new Script().on(0, 1, greets("Welcome."));
        ScriptedHost dying = new ScriptedHost("a", script);
        ScriptedHost well = new ScriptedHost("b", answeredLate());
        try (CallStage stage = CallStage.with(dying, well).start()) {
            await().until(() -> dying.turnsSeen() == 2);
            dying.freezesAtTheFarewell();

            stage.call().command(new Command.Close("by_operator"));

            assertThat(stage.result().attendances()).isEqualTo(1);
            assertThat(well.attendances).isEmpty();
            assertThat(stage.eventTypes()).endsWith("call.ended");
        }
    }

    @Test
    void aCallWhosePlaceWasGivenBackIsPlacedAgainWhenItsCallerJoins() throws Exception {
        ScriptedHost host = new ScriptedHost("a", answeredLate());
        answering.set(true);
        host.givesItsPlaceBack(1);
        try (CallStage stage = CallStage.with(host).start()) {
            await().until(() -> stage.eventTypes().contains("attendance.lost"));
            assertThat(stage.event("attendance.lost").path("reason").asString()).isEqualTo("not_joined");
            assertThat(stage.placements)
                    .as("nobody looks for a place meanwhile")
                    .hasValue(1);

            stage.call().command(new Command.CallerJoined());

            assertThat(stage.result().attendances()).isEqualTo(2);
            assertThat(stage.placements).hasValue(2);
            assertThat(stage.eventTypes()).containsSubsequence("attendance.lost", "attendance.resumed", "call.ended");
            assertThat(stage.event("call.ended").path("reason").asString()).isEqualTo("caller_left");
        }
    }

    @Test
    void aCallThatNobodyJoinsInTimeIsDropped() throws Exception {
        ScriptedHost host = new ScriptedHost("a", answeredLate());
        host.givesItsPlaceBack(1);
        try (CallStage stage = CallStage.with(host).start(Duration.ofSeconds(3))) {
            assertThat(stage.result().status()).isEqualTo("dropped");
            assertThat(stage.event("call.ended").path("reason").asString()).isEqualTo("not_joined");
            assertThat(stage.event("call.ended").path("duration_ms").asLong()).isBetween(3_000L, 20_000L);
            assertThat(stage.placements).hasValue(1);
        }
    }

    @Test
    void aCallThatWaitsForItsCallerCanBeEnded() throws Exception {
        ScriptedHost host = new ScriptedHost("a", answeredLate());
        host.givesItsPlaceBack(1);
        try (CallStage stage = CallStage.with(host).start()) {
            await().until(() -> stage.eventTypes().contains("attendance.lost"));

            stage.call().command(new Command.Close("caller_left"));

            assertThat(stage.result().status()).isEqualTo("completed");
            assertThat(stage.event("call.ended").path("reason").asString()).isEqualTo("caller_left");
        }
    }

    @Test
    void aProcessLearnsWhetherAnybodyHasJoinedTheCall() throws Exception {
        ScriptedHost lost = new ScriptedHost("a", answeredLate());
        ScriptedHost well = new ScriptedHost("b", answeredLate());
        try (CallStage stage = CallStage.with(lost, well).start()) {
            await().until(() -> lost.turnsSeen() == 2);
            answering.set(true);

            lost.isReplaced();
            stage.result();

            assertThat(lost.attendances.getFirst().joinMs()).isBetween(590_000L, 600_000L);
            assertThat(well.attendances.getFirst().joinMs()).isNull();
        }
    }

    @Test
    void dropsACallThatNobodyCanAttend() throws Exception {
        try (CallStage stage = CallStage.skippingTime()) {
            CallResult result = stage.start().result();

            assertThat(result).isEqualTo(new CallResult("dropped", 0, 0, 0, 4));
            assertThat(stage.event("call.ended").path("reason").asString()).isEqualTo("unattended");
        }
    }

    @Test
    void aProcessThatAsksAgainMayStillGiveTheAnswerThatItHadBegun() throws Exception {
        AtomicInteger armed = new AtomicInteger();
        CountDownLatch refused = new CountDownLatch(1);
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, input -> {
                    if (armed.incrementAndGet() == 1) {
                        refused.await();
                        return replies(1, "Hello?", "Yes.");
                    }
                    refused.countDown();
                    return new TurnOutcome.Absent();
                })
                .on(2, 1, new TurnOutcome.Left());
        ScriptedHost host = new ScriptedHost("a", script);
        try (CallStage stage = CallStage.with(host).start()) {
            await().until(() -> armed.get() == 1);

            host.attached(host.attendances.getFirst());

            assertThat(stage.result().attendances()).isEqualTo(1);
            assertThat(armed).hasValue(2);
            assertThat(stage.event("turn.committed").path("text").asString()).isEqualTo("Hello?");
            assertThat(host.turns).extracting(TurnInput::turn).containsExactly(0, 1, 1, 2);
        }
    }

    @Test
    void whatTheCallerSaidLastIsRecordedThoughNobodyAnswersIt() throws Exception {
        Script script = new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, new TurnOutcome.Left(List.of(new Utterance(1, "Bye."), new Utterance(2, "Thank you."))));
        try (CallStage stage = CallStage.with(new ScriptedHost("a", script)).start()) {
            stage.result();

            assertThat(stage.records.events)
                    .filteredOn(event -> event.type().equals("turn.committed"))
                    .extracting(event -> event.payload().path("text").asString())
                    .containsExactly("Bye.", "Thank you.");
            assertThat(stage.eventTypes()).endsWith("call.ended");
        }
    }

    private Script answeredLate() {
        return new Script()
                .on(0, 1, greets("Welcome."))
                .on(1, 1, input -> answering.get() ? replies(1, "Hello?", "Yes.") : null)
                .on(2, 1, new TurnOutcome.Left());
    }
}
