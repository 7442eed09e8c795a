package dev.tandem.workers.live;

import dev.tandem.workers.live.OpenTurn.Phase;
import dev.tandem.workers.speak.ReplyPlayback;
import dev.tandem.workers.think.ModelContext;
import dev.tandem.workflows.event.Timings;
import dev.tandem.workflows.protocol.StepNumber;
import dev.tandem.workflows.protocol.TurnInput;
import dev.tandem.workflows.protocol.TurnOutcome;
import dev.tandem.workflows.protocol.Utterance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Handles steps while the agent does not have the floor, or is about to lose it. What the agent says is cut. What the
 * caller says waits or is recorded. Owned by the session's mailbox.
 */
final class HoldHandling {

    private final Floor floor;
    private final TurnLedger ledger;
    private final ModelContext mind;
    private final ReplyController answering;

    HoldHandling(Floor floor, TurnLedger ledger, ModelContext mind, ReplyController answering) {
        this.floor = floor;
        this.ledger = ledger;
        this.mind = mind;
        this.answering = answering;
    }

    /** @return whether the step has to wait because something is being said aside */
    boolean stop(TurnInput input) {
        OpenTurn turn = answering.open();
        if (turn != null && turn.phase != Phase.ASIDE && !(turn.phase == Phase.AWAITING && floor.resumable())) {
            cutShort(turn, input);
        }
        OpenTurn left = answering.open();
        if (left == null && ledger.armed(StepNumber.of(input))) {
            settle(input);
        }
        return left != null && left.phase == Phase.ASIDE;
    }

    private void cutShort(OpenTurn turn, TurnInput input) {
        if (input.step() > turn.step) {
            turn.step = input.step();
            mind.remember(turn.agent, input);
        }
        if (turn.delivery.spoken().isEmpty()) {
            answering.abandon(turn);
        } else {
            answering.settle(turn, true);
        }
    }

    private void settle(TurnInput input) {
        Utterance heard = ledger.utterance(input.turn());
        if (floor.yields()) {
            ledger.disarm(new TurnOutcome.Yielded());
        } else if (floor.operatorSpeaks() && (heard != null || input.turn() == 0)) {
            takeDown(input, heard);
        }
    }

    /** Records what the caller says to an operator. */
    private void takeDown(TurnInput input, @Nullable Utterance heard) {
        if (heard != null) {
            mind.heard(heard);
        }
        ReplyController.Aside said = answering.takeAside();
        ReplyPlayback.Report report = said.report();
        ledger.come(
                StepNumber.of(input),
                new TurnOutcome.Replied(new TurnOutcome.Spoken(
                        heard, report.words(), report.text(), false, List.of(), Timings.NONE, said.ids(), List.of())),
                TurnLedger.End.TURN);
    }
}
